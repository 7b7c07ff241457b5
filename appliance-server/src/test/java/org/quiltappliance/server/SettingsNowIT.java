package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;

/** What takes effect at once does so in a registry that runs, for the very next request ({@code control-panel.md} 4.2). */
class SettingsNowIT {

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
                ServiceParts.real(
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
    void registryIsCalledOtherwiseAtOnce() throws Exception {
        set("APPLIANCE_NAME", "Glaciers & more");

        assertThat(page()).contains("\"name\":\"Glaciers & more\"");
        assertThat(get(registry, "/login").body()).contains("Glaciers &amp; more");
        await().until(() -> service.snapshot().instanceName().equals("Glaciers & more"));
        assertThat(service.data().registryName()).isEqualTo("Glaciers & more");
    }

    @Test
    void linksAreGoodForAsLongAsIsSaidNow() throws Exception {
        var client = new RegistryClient(URI.create("http://localhost:" + registry)).signedIn("admin", "quilt");
        var pkg = new Pkg("admin", "wine");
        new QuiltClient(client).push(pkg, Samples.oneFile());
        assertThat(secondsLeft(client, pkg)).isBetween(23 * 3600L, 24 * 3600L);

        set("APPLIANCE_URL_EXPIRY", "10m");

        assertThat(secondsLeft(client, pkg)).isBetween(60L, 600L);
    }

    private static long secondsLeft(RegistryClient client, Pkg pkg) {
        var urls =
                client.get(pkg.one("package", Samples.oneFile().hash())).json().get("urls");
        var expiry =
                Pattern.compile("[?&]e=([0-9]+)").matcher(urls.elements().next().textValue());
        assertThat(expiry.find()).isTrue();
        return Long.parseLong(expiry.group(1)) - Instant.now().getEpochSecond();
    }

    @Test
    void mailGoesOutByTheServerThatIsSetNow() throws Exception {
        var mails = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        mails.start();
        try {
            assertThat(page()).contains("\"mail\":false");

            service.change(Map.of(
                    "SMTP_HOST", Optional.of("localhost"),
                    "SMTP_PORT", Optional.of("" + mails.getSmtp().getPort()),
                    "APPLIANCE_SMTP_SECURITY", Optional.of("none"),
                    "QUILT_DEFAULT_SENDER", Optional.of("glaciers@example.com")));

            assertThat(page()).contains("\"mail\":true");
            var ann = Map.of("username", "ann", "password", "long enough", "email", "ann@example.com");
            new RegistryClient(URI.create("http://localhost:" + registry)).post("/api/register", ann);
            assertThat(mails.waitForIncomingEmail(30_000, 1)).isTrue();
            assertThat(mails.getReceivedMessages()[0].getFrom())
                    .extracting(Object::toString)
                    .containsExactly("glaciers@example.com");
        } finally {
            mails.stop();
        }
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
