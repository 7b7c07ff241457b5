package org.quiltappliance.ui.connect;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.quiltappliance.server.Sharing;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.monitoring.MetricsReading;
import org.quiltappliance.server.monitoring.SeenClient;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** What page Connect says: commands with the addresses and files of this very registry. */
public final class ConnectViewModel {

    private static final Pattern CLIENT = Pattern.compile("quilt-cli/(\\S+).*");
    private static final String TEST_ADMINISTRATOR = "admin";
    private static final String CLIENT_PACKAGE = "pip install quilt==2.9.15";
    private static final String COMPAT_PACKAGE = "quilt-compat";

    /**
     * A step on the way to the first package.
     *
     * @param title what it does
     * @param text what else people have to know
     * @param command to be copied as it is
     */
    record Advice(String title, String text, String command) {}

    /** How far the way to a client elsewhere is open. */
    enum Elsewhere {
        /** The client is on this computer. */
        HERE,
        /** Nobody else reaches the registry. */
        OFF,
        /** Others reach it, but its links lead them to their own computer. */
        MISLED,
        ON
    }

    /**
     * What the page works with.
     *
     * @param share asks who may reach the registry
     * @param said hears why something was not done, in words for people
     */
    public record Surroundings(
            ConnectAppliance appliance, Tasks tasks, Runnable share, Texts texts, Consumer<String> said) {}

    private final ObservableValue<ApplianceSnapshot> snapshot;
    private final ObservableValue<Optional<MetricsReading>> metrics;
    private final Surroundings around;
    private final Texts texts;
    private final BooleanProperty remote = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<Sharing>> sharing = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Endpoints>> planned = new SimpleObjectProperty<>(Optional.empty());
    // Bindings are held by nobody but whoever keeps them.
    private final ObservableValue<Elsewhere> elsewhere;
    private final ObservableValue<String> elsewhereText;
    private final ObservableValue<List<String>> addresses;
    private final ObservableValue<List<Advice>> advice;

    public ConnectViewModel(
            ObservableValue<ApplianceSnapshot> snapshot,
            ObservableValue<Optional<MetricsReading>> metrics,
            Surroundings around) {
        this.snapshot = snapshot;
        this.metrics = metrics;
        this.around = around;
        this.texts = around.texts();
        elsewhere = Bindings.createObjectBinding(
                () -> !remote.get()
                        ? Elsewhere.HERE
                        : sharing.get().map(ConnectViewModel::elsewhere).orElse(Elsewhere.OFF),
                remote,
                sharing);
        elsewhereText = Bindings.createStringBinding(
                () -> elsewhere.getValue() == Elsewhere.HERE
                        ? ""
                        : texts.of("connect.elsewhere." + elsewhere.getValue(), address()),
                elsewhere,
                snapshot,
                planned);
        addresses = Bindings.createObjectBinding(this::usable, elsewhere, sharing);
        advice = Bindings.createObjectBinding(this::steps, snapshot, remote, planned);
        snapshot.map(ApplianceSnapshot::endpoints).addListener((watched, before, now) -> refresh());
    }

    /** Asks anew what the snapshot does not tell. */
    public void refresh() {
        Consumer<Throwable> failed = reason -> around.said().accept(String.valueOf(reason.getMessage()));
        around.tasks().run(around.appliance()::sharing, found -> sharing.set(Optional.of(found)), failed);
        around.tasks().run(around.appliance()::plannedEndpoints, found -> planned.set(Optional.of(found)), failed);
    }

    ObservableValue<Boolean> isUp() {
        return snapshot.map(now -> now.state().isUp());
    }

    // --- Where the client is ---

    /** Whether the client is on another computer. */
    BooleanProperty remoteProperty() {
        return remote;
    }

    ObservableValue<Elsewhere> elsewhere() {
        return elsewhere;
    }

    private static Elsewhere elsewhere(Sharing now) {
        if (!now.shared()) {
            return Elsewhere.OFF;
        }
        return now.isUsableElsewhere() ? Elsewhere.ON : Elsewhere.MISLED;
    }

    /** What that means, in a sentence or two. */
    ObservableValue<String> elsewhereText() {
        return elsewhereText;
    }

    /** The addresses of this computer under which others reach it, a line each; empty unless they do. */
    ObservableValue<List<String>> addresses() {
        return addresses;
    }

    private List<String> usable() {
        if (elsewhere.getValue() != Elsewhere.ON) {
            return List.of();
        }
        return sharing.get().stream()
                .flatMap(now -> now.addresses().stream()
                        .filter(one -> now.bind().equals(Sharing.EVERYWHERE)
                                || now.bind().equals(one.address())))
                .map(one -> texts.of("connect.address", one.address(), one.network()))
                .toList();
    }

    /** Asks who may reach the registry. */
    void share() {
        around.share().run();
    }

    // --- Commands ---

    ObservableValue<List<Advice>> advice() {
        return advice;
    }

    private List<Advice> steps() {
        String owner = owner();
        String trust = trust();
        return List.of(
                advice("install", install()),
                advice("config", "echo " + address() + " | quilt config"),
                new Advice(
                        texts.of("connect.login.title"),
                        texts.of(isTest() ? "connect.login.text.test" : "connect.login.text"),
                        trust + "quilt login"),
                advice("build", "quilt build " + owner + "/hello ."),
                advice("push", trust + "quilt push --public " + owner + "/hello"),
                advice("get", trust + "quilt install " + owner + "/hello"));
    }

    private Advice advice(String step, String command) {
        return new Advice(texts.of("connect." + step + ".title"), texts.of("connect." + step + ".text"), command);
    }

    private boolean isTest() {
        return snapshot.getValue().mode() == Mode.TEST;
    }

    /**
     * The client, and from this registry what lets it run on today's Python ({@code client-on-modern-python.md} 9). An
     * authority that was made here is told for this registry alone, as the client itself comes from elsewhere.
     */
    private String install() {
        String index = address() + "/client/";
        return authority()
                .map(file -> CLIENT_PACKAGE + " openpyxl && pip install --no-deps --cert " + file + " --index-url "
                        + index + " " + COMPAT_PACKAGE)
                .orElseGet(() -> CLIENT_PACKAGE + " " + COMPAT_PACKAGE + " --extra-index-url " + index + trustedHost());
    }

    /** Without encryption {@code pip} takes nothing from other computers unless it is told to. */
    private String trustedHost() {
        return registry()
                .filter(address -> remote.get() && "http".equals(address.getScheme()))
                .map(address -> " --trusted-host " + address.getHost())
                .orElse("");
    }

    private String address() {
        return registry().map(URI::toString).orElse(texts.of("connect.address.unknown"));
    }

    private Optional<URI> registry() {
        return snapshot.getValue().endpoints().or(planned::get).map(Endpoints::registry);
    }

    /** Clients do not know an authority that was made here; elsewhere they need a copy of its file. */
    private String trust() {
        return authority().map(file -> "REQUESTS_CA_BUNDLE=" + file + " ").orElse("");
    }

    private Optional<String> authority() {
        return snapshot.getValue()
                .endpoints()
                .flatMap(Endpoints::encryption)
                .flatMap(Endpoints.Encryption::authority)
                .map(file -> quoted(remote.get() ? file.getFileName() : file));
    }

    private static String quoted(Path file) {
        String path = file.toString();
        return path.contains(" ") ? "\"" + path + "\"" : path;
    }

    private String owner() {
        return isTest() ? TEST_ADMINISTRATOR : texts.of("connect.owner");
    }

    /** The same from a program or a notebook. */
    ObservableValue<String> python() {
        return snapshot.map(now -> String.join(
                "\n",
                "import quilt",
                "quilt.login()",
                "quilt.install(\"" + owner() + "/hello\")",
                "from quilt.data." + owner() + " import hello"));
    }

    // --- The live check ---

    /** Who can reach the registry, in a sentence. */
    ObservableValue<String> reach() {
        return snapshot.map(now -> now.endpoints()
                .map(where -> texts.of("connect.reach", where.registry(), where.reach()))
                .orElse(texts.of("connect.stopped")));
    }

    /** Whether that was proven and holds. */
    ObservableValue<Boolean> isReachable() {
        return snapshot.map(now -> now.state() == ApplianceState.RUNNING);
    }

    ObservableValue<Boolean> isDoubtful() {
        return snapshot.map(now -> now.state() == ApplianceState.DEGRADED);
    }

    /** The last clients that asked something, the last one first; empty while nobody did. */
    ObservableValue<List<SeenClient>> clients() {
        return metrics.map(now -> now.map(MetricsReading::clients).orElse(List.of()));
    }

    ObservableValue<Boolean> hasClients() {
        return clients().map(found -> !found.isEmpty());
    }

    /** The last of them, in a sentence. */
    ObservableValue<String> lastClient() {
        return clients()
                .map(found -> found.stream()
                        .findFirst()
                        .map(last -> texts.of("connect.last", agent(last), lastSeen(last)))
                        .orElse(texts.of("connect.waiting")));
    }

    /** As people call it. */
    String agent(SeenClient client) {
        Matcher known = CLIENT.matcher(client.agent());
        return known.matches() ? texts.of("connect.agent", known.group(1)) : client.agent();
    }

    String user(SeenClient client) {
        return client.user().orElse(texts.of("connect.nobody"));
    }

    String lastSeen(SeenClient client) {
        return metrics.getValue()
                .map(now -> texts.formats().ago(client.lastSeen(), now.at()))
                .orElse("");
    }

    /** What to compare when a browser or client asks about the certificate. */
    ObservableValue<Optional<String>> fingerprint() {
        return snapshot.map(
                now -> now.endpoints().flatMap(Endpoints::encryption).map(Endpoints.Encryption::fingerprint));
    }
}
