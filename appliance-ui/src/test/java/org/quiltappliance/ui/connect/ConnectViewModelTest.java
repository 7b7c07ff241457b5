package org.quiltappliance.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.Sharing;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.monitoring.MetricsReading;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.Readings;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;

class ConnectViewModelTest {

    private final SimpleObjectProperty<ApplianceSnapshot> snapshot =
            new SimpleObjectProperty<>(Snapshots.stopped().make());
    private final SimpleObjectProperty<Optional<MetricsReading>> metrics = new SimpleObjectProperty<>(Optional.empty());
    private final List<String> went = new ArrayList<>();
    private Sharing sharing = sharing("127.0.0.1", false);
    private final ConnectViewModel model = new ConnectViewModel(
            snapshot,
            metrics,
            new ConnectViewModel.Surroundings(
                    new ConnectAppliance() {
                        @Override
                        public Sharing sharing() {
                            return sharing;
                        }

                        @Override
                        public Endpoints plannedEndpoints() {
                            return new Endpoints(
                                    URI.create("http://localhost:5007"), URI.create("http://localhost:3007"), "Here");
                        }
                    },
                    new DirectTasks(),
                    () -> went.add("share"),
                    Texts.in(Locale.ENGLISH),
                    went::add));

    private static Sharing sharing(String bind, boolean named) {
        return new Sharing(
                bind,
                !bind.equals("127.0.0.1"),
                named,
                List.of(new Sharing.Address("192.168.1.20", "Wi-Fi"), new Sharing.Address("10.0.0.9", "Cable")),
                Optional.empty(),
                false,
                false);
    }

    private String command(int number) {
        return model.advice().getValue().get(number - 1).command();
    }

    @Test
    void commandsCarryTheAddressInForce() {
        snapshot.set(Snapshots.running()
                .at(new Endpoints(URI.create("http://localhost:5001"), URI.create("http://localhost:3000"), "All"))
                .make());

        assertThat(command(1))
                .isEqualTo("pip install quilt==2.9.15 quilt-compat --extra-index-url http://localhost:5001/client/");
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

        assertThat(command(1))
                .isEqualTo("pip install quilt==2.9.15 openpyxl && pip install --no-deps --cert /home/ana/ca.pem"
                        + " --index-url https://data.example.org:5000/client/ quilt-compat");
        assertThat(command(3)).isEqualTo("REQUESTS_CA_BUNDLE=/home/ana/ca.pem quilt login");
        assertThat(model.fingerprint().getValue()).contains("AB:CD");
    }

    @Test
    void lastClientsAreShownAsTheyCome() {
        assertThat(model.clients().getValue()).isEmpty();

        metrics.set(Optional.of(Readings.busy()));

        var clients = model.clients().getValue();
        assertThat(clients).hasSize(2);
        assertThat(model.agent(clients.get(0))).isEqualTo("quilt 2.9.15");
        assertThat(model.user(clients.get(0))).isEqualTo("ana");
        assertThat(model.user(clients.get(1))).isEqualTo("not signed in");
        assertThat(model.lastSeen(clients.get(1))).isEqualTo("5 min ago");
        assertThat(model.lastClient().getValue()).isEqualTo("Last client: quilt 2.9.15, 2 min ago");
    }

    @Test
    void saysThatTheRegistryIsNotRunning() {
        assertThat(model.isUp().getValue()).isFalse();
        assertThat(model.reach().getValue()).startsWith("The registry is not running.");
        model.refresh();
        assertThat(command(2)).as("where it will be").isEqualTo("echo http://localhost:5007 | quilt config");
    }

    @Test
    void checkIsGreenOnlyForAProvenRegistryAndAClientThatAsked() {
        snapshot.set(Snapshots.running().make());
        assertThat(model.isReachable().getValue()).isTrue();
        assertThat(model.hasClients().getValue()).isFalse();
        assertThat(model.lastClient().getValue()).startsWith("No client has asked anything yet.");

        snapshot.set(Snapshots.degraded().make());
        assertThat(model.isReachable().getValue()).isFalse();
        assertThat(model.isDoubtful().getValue()).isTrue();

        metrics.set(Optional.of(Readings.busy()));
        assertThat(model.hasClients().getValue()).isTrue();
    }

    @Test
    void anotherComputerNeedsARegistryThatIsShared() {
        model.refresh();
        assertThat(model.elsewhere().getValue()).isEqualTo(ConnectViewModel.Elsewhere.HERE);
        model.remoteProperty().set(true);
        assertThat(model.elsewhereText().getValue()).startsWith("Sharing is off");
        model.share();
        assertThat(went).containsExactly("share");

        sharing = sharing("192.168.1.20", false);
        snapshot.set(Snapshots.persistent()
                .at(new Endpoints(
                        URI.create("http://192.168.1.20:5000"), URI.create("http://192.168.1.20:3000"), "All"))
                .make());
        assertThat(model.elsewhereText().getValue()).contains("http://192.168.1.20:5000");
        assertThat(model.addresses().getValue()).containsExactly("192.168.1.20 (Wi-Fi)");
        assertThat(command(1))
                .endsWith(" --extra-index-url http://192.168.1.20:5000/client/ --trusted-host 192.168.1.20");
        assertThat(command(2)).isEqualTo("echo http://192.168.1.20:5000 | quilt config");
    }

    @Test
    void linksThatWouldLeadOthersAstrayAreSaid() {
        sharing = sharing(Sharing.EVERYWHERE, false);
        model.refresh();
        model.remoteProperty().set(true);
        assertThat(model.elsewhere().getValue()).isEqualTo(ConnectViewModel.Elsewhere.MISLED);
        assertThat(model.addresses().getValue()).isEmpty();

        sharing = sharing(Sharing.EVERYWHERE, true);
        model.refresh();
        assertThat(model.elsewhere().getValue()).isEqualTo(ConnectViewModel.Elsewhere.ON);
        assertThat(model.addresses().getValue()).hasSize(2);
    }

    @Test
    void elsewhereTheFileOfTheAuthorityIsACopy() {
        snapshot.set(Snapshots.running()
                .at(new Endpoints(
                        URI.create("https://data.example.org:5000"),
                        URI.create("https://data.example.org:3000"),
                        "All",
                        Optional.of(new Endpoints.Encryption("AB", Optional.of(Path.of("/home/a b/ca.pem"))))))
                .make());

        assertThat(command(3)).startsWith("REQUESTS_CA_BUNDLE=\"/home/a b/ca.pem\" ");
        model.remoteProperty().set(true);
        assertThat(command(3)).startsWith("REQUESTS_CA_BUNDLE=ca.pem ");
    }

    @Test
    void commandsNameWhoeverIsKnownToSignIn() {
        snapshot.set(Snapshots.running().make());
        assertThat(command(5)).isEqualTo("quilt push --public admin/hello");
        assertThat(model.python().getValue()).contains("quilt.install(\"admin/hello\")");

        snapshot.set(Snapshots.persistent().make());
        assertThat(command(6)).isEqualTo("quilt install YOU/hello");
    }
}
