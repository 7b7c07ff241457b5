package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.FreePort;

/** Who gets in changes while the registry runs, for the very next request ({@code control-panel.md} 4.2). */
class AccessNowIT {

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int registry = FreePort.find();
    private final int catalog = FreePort.find();
    private SettingsSource source;
    private ApplianceService service;

    @BeforeEach
    void start() throws Exception {
        source = new SettingsSource(
                new Home(folder),
                Map.of(),
                Map.of("APPLIANCE_REGISTRY_PORT", "" + registry, "APPLIANCE_CATALOG_PORT", "" + catalog),
                Clock.systemUTC());
        service = ApplianceService.open(
                source,
                ApplianceService.Parts.real(
                        config -> new Assembly(config, Clock.systemUTC(), 1_000),
                        new Redaction(),
                        settings -> {},
                        made -> {}));
        assertThat(service.start().get(60, SECONDS)).isInstanceOf(Outcome.Done.class);
    }

    @AfterEach
    void close() {
        service.close();
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private int stranger() throws IOException, InterruptedException {
        return get(registry, "/api/recent_packages/").statusCode();
    }

    private String page() throws IOException, InterruptedException {
        return get(catalog, "/config.json").body();
    }

    private void set(String name, String value) throws IOException {
        service.change(Map.of(name, Optional.of(value)));
    }

    @Test
    void strangersComeInAndAreKeptOutAsSoonAsThatIsSaved() throws Exception {
        assertThat(stranger()).isEqualTo(401);
        assertThat(page()).contains("\"alwaysRequiresAuth\":true");

        set("ALLOW_ANONYMOUS_ACCESS", "true");
        assertThat(stranger()).isEqualTo(200);
        assertThat(page()).contains("\"alwaysRequiresAuth\":false");

        set("ALLOW_ANONYMOUS_ACCESS", "false");
        assertThat(stranger()).isEqualTo(401);
    }

    @Test
    void teamAndSignUpChangeAtOnceToo() throws Exception {
        assertThat(page()).contains("\"signup\":true", "\"team\":false");

        set("ALLOW_TEAM_ACCESS", "true");
        set("DISABLE_SIGNUP", "true");

        assertThat(page()).contains("\"signup\":false", "\"team\":true");
        assertThat(get(catalog, "/api/ui/config").body()).contains("\"signup\":false", "\"team\":true");
    }

    @Test
    void whatNeedsARestartStaysAsItIs() throws Exception {
        assertThat(page()).contains("\"users\":true");

        set("ENABLE_USER_ENDPOINTS", "false");
        set("TEAM_ID", "ice");

        assertThat(page()).contains("\"users\":true").doesNotContain("ice");
    }

    @Test
    void changeByAnotherProcessIsHeededSoon() throws Exception {
        source.files().set("ALLOW_ANONYMOUS_ACCESS", "true");

        await().until(() -> stranger() == 200);
    }

    /** Settings that contradict each other would not start, and change nothing in what runs. */
    @Test
    void contradictionChangesNothing() throws Exception {
        set("ALLOW_ANONYMOUS_ACCESS", "true");
        source.files().set("ALWAYS_REQUIRES_AUTH", "true");
        set("APPLIANCE_THEME", "dark");

        assertThat(stranger()).isEqualTo(200);
    }

    /** A rule that follows the network may close the door at once, but opens it only at the next start. */
    @Test
    void ruleOpensNoDoorOfARegistryThatRuns() throws Exception {
        set("DISABLE_SIGNUP", "true");
        service.stop(ApplianceService.DRAIN).get(60, SECONDS);
        assertThat(service.start().get(60, SECONDS)).isInstanceOf(Outcome.Done.class);
        service.change(Map.of("DISABLE_SIGNUP", Optional.empty()));
        assertThat(page()).contains("\"signup\":false");

        set("DISABLE_SIGNUP", "false");
        assertThat(page()).contains("\"signup\":true");
    }
}
