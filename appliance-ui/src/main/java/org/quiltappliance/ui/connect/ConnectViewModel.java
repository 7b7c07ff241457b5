package org.quiltappliance.ui.connect;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.monitoring.MetricsReading;
import org.quiltappliance.ui.text.Texts;

/** What page Connect says: commands with the addresses and files of this very registry. */
public final class ConnectViewModel {

    /** The ports that a registry has which was never started are not known here. */
    private static final String USUAL_ADDRESS = "http://localhost:5000";

    /**
     * A step on the way to the first package.
     *
     * @param title what it does
     * @param text what else people have to know
     * @param command to be copied as it is
     */
    record Advice(String title, String text, String command) {}

    private final ObservableValue<ApplianceSnapshot> snapshot;
    private final ObservableValue<Optional<MetricsReading>> metrics;
    private final Texts texts;

    public ConnectViewModel(
            ObservableValue<ApplianceSnapshot> snapshot,
            ObservableValue<Optional<MetricsReading>> metrics,
            Texts texts) {
        this.snapshot = snapshot;
        this.metrics = metrics;
        this.texts = texts;
    }

    ObservableValue<Boolean> isUp() {
        return snapshot.map(now -> now.state().isUp());
    }

    ObservableValue<List<Advice>> advice() {
        return snapshot.map(now -> List.of(
                advice("install", "pip install quilt==2.9.15"),
                advice("config", "echo " + address(now) + " | quilt config"),
                advice("login", trust(now) + "quilt login"),
                advice("build", "quilt build " + owner() + "/hello ."),
                advice("push", trust(now) + "quilt push " + owner() + "/hello")));
    }

    private Advice advice(String step, String command) {
        return new Advice(texts.of("connect." + step + ".title"), texts.of("connect." + step + ".text"), command);
    }

    private static String address(ApplianceSnapshot now) {
        return now.endpoints().map(where -> where.registry().toString()).orElse(USUAL_ADDRESS);
    }

    /** Clients do not know an authority that was made here. */
    private static String trust(ApplianceSnapshot now) {
        return now.endpoints()
                .flatMap(Endpoints::encryption)
                .flatMap(Endpoints.Encryption::authority)
                .map(file -> "REQUESTS_CA_BUNDLE=" + file + " ")
                .orElse("");
    }

    private String owner() {
        return texts.of("connect.owner");
    }

    /** Who can reach the registry, in a sentence. */
    ObservableValue<String> reach() {
        return snapshot.map(now -> now.endpoints()
                .map(where -> texts.of("connect.reach", where.registry(), where.reach()))
                .orElse(texts.of("connect.stopped")));
    }

    /** The last clients that asked something, one a line; empty while nobody did. */
    ObservableValue<List<String>> clients() {
        return metrics.map(now -> now.map(reading -> reading.clients().stream()
                        .map(client -> texts.of(
                                "connect.client",
                                client.agent(),
                                client.address(),
                                client.user().orElse(texts.of("connect.nobody")),
                                texts.formats().ago(client.lastSeen(), reading.at())))
                        .toList())
                .orElse(List.of()));
    }

    /** What to compare when a browser or client asks about the certificate. */
    ObservableValue<Optional<String>> fingerprint() {
        return snapshot.map(
                now -> now.endpoints().flatMap(Endpoints::encryption).map(Endpoints.Encryption::fingerprint));
    }
}
