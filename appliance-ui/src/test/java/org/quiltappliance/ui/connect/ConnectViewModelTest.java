package org.quiltappliance.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.monitoring.MetricsReading;
import org.quiltappliance.ui.testing.Readings;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;

class ConnectViewModelTest {

    private final SimpleObjectProperty<ApplianceSnapshot> snapshot =
            new SimpleObjectProperty<>(Snapshots.stopped().make());
    private final SimpleObjectProperty<Optional<MetricsReading>> metrics = new SimpleObjectProperty<>(Optional.empty());
    private final ConnectViewModel model = new ConnectViewModel(snapshot, metrics, Texts.in(Locale.ENGLISH));

    private String command(int number) {
        return model.advice().getValue().get(number - 1).command();
    }

    @Test
    void commandsCarryTheAddressInForce() {
        snapshot.set(Snapshots.running()
                .at(new Endpoints(URI.create("http://localhost:5001"), URI.create("http://localhost:3000"), "All"))
                .make());

        assertThat(command(2)).isEqualTo("echo http://localhost:5001 | quilt config");
        assertThat(command(3)).isEqualTo("quilt login");
    }

    @Test
    void clientsAreToldOfAnAuthorityMadeHere() {
        var encryption = new Endpoints.Encryption("AB:CD", Optional.of(Path.of("/home/ana/ca.pem")));
        snapshot.set(Snapshots.running()
                .at(new Endpoints(
                        URI.create("https://data.example.org:5000"),
                        URI.create("https://data.example.org:3000"),
                        "All",
                        Optional.of(encryption)))
                .make());

        assertThat(command(3)).isEqualTo("REQUESTS_CA_BUNDLE=/home/ana/ca.pem quilt login");
        assertThat(model.fingerprint().getValue()).contains("AB:CD");
    }

    @Test
    void lastClientsAreShownAsTheyCome() {
        assertThat(model.clients().getValue()).isEmpty();

        metrics.set(Optional.of(Readings.busy()));

        assertThat(model.clients().getValue())
                .containsExactly(
                        "quilt-cli/2.9.15 · 127.0.0.1 · ana · 2 min ago",
                        "quilt-cli/2.9.15 · 127.0.0.1 · not signed in · 5 min ago");
    }

    @Test
    void saysThatTheRegistryIsNotRunning() {
        assertThat(model.isUp().getValue()).isFalse();
        assertThat(model.reach().getValue()).startsWith("The registry is not running.");
        assertThat(command(2)).isEqualTo("echo http://localhost:5000 | quilt config");
    }
}
