package org.quiltappliance.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.TrialService.Request;
import org.quiltappliance.server.TrialService.What;
import org.quiltappliance.server.checks.PortLook;
import org.quiltappliance.server.config.SettingProblem;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.trials.TrialReport;
import org.quiltappliance.server.trials.TrialStage;

/** What page Settings asks of an appliance, running or not: tests of what is typed, ports, the certificate. */
class SettingsTrialsTest {

    @TempDir
    Path folder;

    private SettingsSource source;
    private Optional<OpenAppliance> opened = Optional.empty();

    @BeforeEach
    void prepare() throws IOException {
        source = new SettingsSource(new Home(folder.resolve("my home")), Map.of(), Map.of(), Clock.systemUTC());
        set("APPLIANCE_REGISTRY_PORT", "" + FreePort.find());
        set("APPLIANCE_CATALOG_PORT", "" + FreePort.find());
    }

    @AfterEach
    void close() {
        opened.ifPresent(OpenAppliance::close);
    }

    private void set(String name, String value) throws IOException {
        source.files().set(name, value);
    }

    private void open() throws IOException {
        opened = Optional.of(OpenAppliance.open(source, made -> {}));
    }

    private ApplianceService service() {
        return opened.orElseThrow().service();
    }

    @Test
    void logLevelChangesAtOnce() throws IOException {
        var levels = new CopyOnWriteArrayList<String>();
        var logs = new OpenAppliance.LogFiles() {
            @Override
            public void setLevel(String level) {
                levels.add(level);
            }

            @Override
            public void close() {
                // Nothing is written.
            }
        };
        var usual = OpenAppliance.Opening.usual(made -> {});
        opened = Optional.of(OpenAppliance.open(
                source,
                new OpenAppliance.Opening(
                        usual.factory(), (folder, redaction) -> logs, usual.redaction(), settings -> {}, made -> {})));

        service().change(Map.of("APPLIANCE_LOG_LEVEL", Optional.of("warn")));
        assertThat(levels).endsWith("warn");

        service().change(Map.of("DEBUG", Optional.of("true")));
        assertThat(levels).endsWith("debug");
    }

    private void start() {
        assertThat(service().start().join()).isInstanceOf(Outcome.Done.class);
    }

    private TrialReport tried(What what, Map<String, Optional<String>> wanted) throws IOException {
        return service()
                .trials()
                .begin(new Request(what, wanted), stage -> {})
                .result()
                .join();
    }

    private static TrialStage last(TrialReport report) {
        return report.stages().get(report.stages().size() - 1);
    }

    @Test
    void typedAddressesAreTriedAtTheRegistryThatRuns() throws Exception {
        open();
        assertThat(last(tried(What.URLS, Map.of())).detail()).contains("Start it first");
        start();

        assertThat(tried(What.URLS, Map.of()).isGood()).isTrue();
        var nobody = tried(What.URLS, Map.of("REGISTRY_URL", Optional.of("http://localhost:" + FreePort.find())));
        assertThat(last(nobody).name()).isEqualTo("Registry: answer");
        assertThat(last(nobody).remedy()).contains("port");
        assertThat(last(tried(What.URLS, Map.of("CATALOG_URL", Optional.of("http://nowhere.invalid"))))
                        .name())
                .isEqualTo("Catalog: name");
    }

    @Test
    void anotherServerAtATypedAddressIsTold() throws Exception {
        open();
        start();
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        other.start();
        try {
            var report = tried(
                    What.URLS,
                    Map.of(
                            "REGISTRY_URL",
                            Optional.of("http://127.0.0.1:" + other.getAddress().getPort())));

            assertThat(last(report).detail()).startsWith("Somebody else answers");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void whatIsTypedIsTriedAndNotSaved() throws Exception {
        set("SMTP_HOST", "saved.invalid");
        open();
        var settings = service().settings();
        String before = Files.readString(settings.home().settings());

        var report = tried(
                What.MAIL,
                Map.of("SMTP_HOST", Optional.of("typed.invalid"), "SMTP_PASSWORD", Optional.of("canary-8d8d")));

        assertThat(report.toString()).contains("belong together").doesNotContain("canary");
        assertThat(last(tried(What.MAIL, Map.of("SMTP_HOST", Optional.of("typed.invalid"))))
                        .detail())
                .contains("typed.invalid");
        assertThat(last(tried(What.MAIL, Map.of("SMTP_HOST", Optional.empty()))).detail())
                .contains("SMTP_HOST is missing");
        assertThat(Files.readString(settings.home().settings(), UTF_8)).isEqualTo(before);
    }

    @Test
    void problemsOfWhatIsTypedAreThoseThatItBrings() throws Exception {
        set("OAUTH_CLIENT_ID_GITHUB", "id");
        open();
        var settings = service().settings();

        assertThat(settings.problemsOf(Map.of("AUTH_PROVIDER", Optional.of("github"))))
                .extracting(SettingProblem::name)
                .containsExactly("OAUTH_CLIENT_SECRET_GITHUB");
        assertThat(settings.problemsOf(Map.of(
                        "AUTH_PROVIDER", Optional.of("github"), "OAUTH_CLIENT_SECRET_GITHUB", Optional.of("s3"))))
                .isEmpty();

        settings.files().set("AUTH_PROVIDER", "github");
        assertThat(settings.problemsOf(Map.of("APPLIANCE_NAME", Optional.of("Glaciers"))))
                .as("what was wrong before does not stand in the way")
                .isEmpty();
    }

    @Test
    void portIsFreeOursOrOfSomebodyWhoIsNamed() throws Exception {
        open();
        var network = service().network();
        int mine = Integer.parseInt(source.read().value(Settings.REGISTRY_PORT).text());
        assertThat(network.port("127.0.0.1", mine, 0).state()).isEqualTo(PortLook.State.FREE);
        start();
        assertThat(network.port("127.0.0.1", mine, 0).state()).isEqualTo(PortLook.State.OURS);

        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int next = other.getLocalPort() + 1;
            var found = network.port("127.0.0.1", other.getLocalPort(), next);

            assertThat(found.state()).isEqualTo(PortLook.State.TAKEN);
            assertThat(found.holder())
                    .contains("process " + ProcessHandle.current().pid());
            assertThat(found.next()).isGreaterThan(next);
        }
    }

    @Test
    void certificateIsShownExportedAndMadeAnewUnderTheSameAuthority() throws Exception {
        open();
        var network = service().network();
        assertThat(network.certificate()).isEmpty();
        assertThatThrownBy(network::renew).isInstanceOf(Conflict.class).hasMessageContaining("APPLIANCE_TLS");

        set("APPLIANCE_TLS", "self-signed");
        assertThat(network.certificate().orElseThrow().fingerprint()).isEmpty();
        assertThatThrownBy(() -> network.exportAuthority(folder.resolve("none.pem")))
                .isInstanceOf(Conflict.class);
        start();
        var first = network.certificate().orElseThrow();
        network.exportAuthority(folder.resolve("our ca.pem"));
        Path server = service().settings().home().folder().resolve("tls/server.pem");
        String before = Files.readString(server);

        assertThat(network.renew()).contains("new certificate");

        assertThat(Files.readString(folder.resolve("our ca.pem"))).contains("BEGIN CERTIFICATE");
        assertThat(Files.readString(server)).isNotEqualTo(before);
        assertThat(network.certificate().orElseThrow().fingerprint()).isEqualTo(first.fingerprint());
        assertThat(service()
                        .snapshot()
                        .endpoints()
                        .orElseThrow()
                        .encryption()
                        .orElseThrow()
                        .fingerprint())
                .isEqualTo(first.fingerprint().orElseThrow());
        assertThat(tried(What.URLS, Map.of()).isGood())
                .as("the new one is shown")
                .isTrue();
    }
}
