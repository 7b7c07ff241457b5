package org.quiltappliance.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.Assembly;
import org.quiltappliance.server.Registry;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.control.ControlClient;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.testing.FakeRegistry;
import org.quiltappliance.server.testing.FreePort;
import org.slf4j.LoggerFactory;

/**
 * Known secrets go through every path, and are then looked for in everything that the appliance writes or prints
 * ({@code control-panel.md} SE-2). The real registry and the real logs, in this process.
 */
class SecretsCanaryTest {

    /** Every secret begins so, to be found whatever becomes of its end. */
    private static final String CANARY = "c4n4ry";

    private static final String ODD = CANARY + "-p@ss/w:rd \"1\"";

    /** Secret settings and their values. */
    private static final Map<String, String> SECRETS = secrets();

    private static Map<String, String> secrets() {
        var secrets = new LinkedHashMap<String, String>();
        secrets.put("QUILT_SECRET_KEY", CANARY + "-secret-key-0123456789");
        secrets.put("SMTP_PASSWORD", CANARY + "-smtp");
        secrets.put("OAUTH_CLIENT_SECRET_GITHUB", CANARY + "-github");
        secrets.put("AWS_SECRET_ACCESS_KEY", CANARY + "/s3+secret");
        secrets.put("APPLIANCE_DB_PASSWORD", ODD);
        secrets.put("APPLIANCE_ADMIN_PASSWORD", CANARY + "-admin");
        secrets.put("APPLIANCE_TLS_KEYSTORE_PASSWORD", CANARY + "-keystore");
        secrets.put("SQLALCHEMY_DATABASE_URI", "postgresql://quilt:" + CANARY + "%40x@db.example.org/quilt");
        return secrets;
    }

    /** A failure as libraries word them: everything they know, in several lines and in causes. */
    private static IllegalStateException talkative() {
        var cause = new IllegalStateException("""
                could not reach postgresql://quilt:%1$s-p@ss/word@db.example.org/quilt?sslmode=require
                jdbc:postgresql://db/quilt?user=quilt&password=%1$s,x;y
                PUT https://s3/b/k?X-Amz-Credential=%1$s&X-Amz-Security-Token=%1$s&X-Amz-Signature=%1$s
                Authorization: AWS4-HMAC-SHA256 Credential=%1$s, Signature=%1$s
                -----BEGIN PRIVATE KEY-----
                %1$s
                -----END PRIVATE KEY-----
                """.formatted(CANARY));
        cause.addSuppressed(new IllegalStateException("Set-Cookie: session=" + CANARY));
        return new IllegalStateException("{\"password\": \"" + CANARY + "\"} " + ODD, cause);
    }

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    /** Everything that was printed or answered, by what was asked. */
    private final Map<String, String> seen = new ConcurrentHashMap<>();

    private final FakeRegistry.Script script = new FakeRegistry.Script();
    private Function<ApplianceConfig, ? extends Registry> factory = config -> new Assembly(config, Clock.systemUTC());
    private int registryPort;

    @BeforeEach
    void prepare() throws IOException {
        registryPort = FreePort.find();
        environment.put("APPLIANCE_HOME", folder.resolve("home").toString());
        environment.put("APPLIANCE_REGISTRY_PORT", "" + registryPort);
        environment.put("APPLIANCE_CATALOG_PORT", "" + FreePort.find());
        environment.put("DEBUG", "true");
        environment.put("SMTP_HOST", "localhost");
        environment.put("SMTP_USERNAME", "quilt");
        environment.put("AUTH_PROVIDER", "github");
        environment.put("OAUTH_CLIENT_ID_GITHUB", "quilt");
        SECRETS.forEach((name, value) -> run(value + "\n", "config", "set", name, "-"));
    }

    /** The real logs take the place of the test's own. */
    @AfterEach
    void logAsBefore() throws Exception {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig(getClass().getClassLoader());
    }

    private int run(String input, String... line) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var around = new CommandLine.Surroundings(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                environment,
                "quilt-appliance",
                factory,
                interrupt -> {},
                Logs.REAL);
        int exitCode = new CommandLine(around).run(List.of(line));
        seen.merge(String.join(" ", line), out.toString(UTF_8) + err.toString(UTF_8), String::concat);
        return exitCode;
    }

    private int command(String... line) {
        return run("", line);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + registryPort + path));
    }

    /** The control channel, past the commands. */
    private JsonNode ask(String command) throws IOException {
        try (var client = ControlClient.connect(new Home(folder.resolve("home")))) {
            JsonNode answer = client.ask(Remote.request(command));
            seen.merge("control " + command, answer.toString(), String::concat);
            return answer;
        }
    }

    private void readArchive(Path file) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                seen.put(file.getFileName() + "/" + entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
    }

    /** Logs and whatever else lies in the home folder, but for the one place where secrets belong. */
    private void readHome() throws IOException {
        Path home = folder.resolve("home");
        try (var files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().equals("secrets.env")) {
                    seen.put(home.relativize(file).toString(), Files.readString(file));
                }
            }
        }
    }

    private void nobodySang() throws IOException {
        readHome();
        String basic = Base64.getEncoder().encodeToString(("ann:" + CANARY).getBytes(UTF_8));
        assertThat(seen)
                .isNotEmpty()
                .allSatisfy((place, text) -> assertThat(text)
                        .as(place)
                        .doesNotContain(CANARY)
                        .doesNotContain(basic)
                        .doesNotContain("p@ss", "ss/w"));
    }

    @Test
    @Tag("AT-26")
    void commandsAboutSettingsTellNoSecret() throws IOException {
        Path file = Files.writeString(
                folder.resolve("quilt-config.env"),
                "MINIO_SECRET_KEY=" + CANARY + "-minio\nMY_TOKEN=" + CANARY + "\nSMTP_PASSWORD=" + CANARY + "-2\n"
                        + "SQLALCHEMY_DATABASE_URI=nonsense://u:" + CANARY + "@h/d\nSTRIPE_SECRET_KEY=" + CANARY
                        + "\n");

        command("config", "import", file.toString(), "--dry-run");
        command("config", "import", file.toString(), "--json");
        command("config", "list");
        command("config", "list", "--json");
        SECRETS.keySet().forEach(name -> command("config", "get", name));
        SECRETS.keySet().forEach(name -> command("config", "get", name, "--json"));
        assertThat(command("config", "set", "SMTP_PASSWORD", CANARY + "-on-the-line"))
                .isEqualTo(2);
        run("short " + CANARY.substring(0, 2) + "\n", "config", "set", "QUILT_SECRET_KEY", "-");
        run("http://u:" + CANARY + "@h/d\n", "config", "set", "SQLALCHEMY_DATABASE_URI", "-", "--json");
        environment.put("SQLALCHEMY_DATABASE_URI", "postgresql://u:" + CANARY + " space@h/d");
        command("config", "validate");
        command("check", "--json");
        command("diagnostics", "-o", folder.resolve("before.zip").toString());

        readArchive(folder.resolve("before.zip"));
        assertThat(seen.get("before.zip/settings.env"))
                .contains("SMTP_PASSWORD=<set, ", "# not used: MY_TOKEN=<set, 6");
        nobodySang();
    }

    @Test
    @Tag("AT-26")
    void failureThatTellsEverythingIsToldWithoutSecrets() throws Exception {
        factory = script.at("migrate", () -> {
            throw talkative();
        })::make;

        assertThat(command("start")).isEqualTo(1);
        assertThat(command("start", "--json")).isEqualTo(1);
        command("logs");
        command("logs", "--json");
        command("diagnostics", "--anonymize", "-o", folder.resolve("failed.zip").toString());

        readArchive(folder.resolve("failed.zip"));
        assertThat(seen.get("failed.zip/logs/appliance-around-failure.log"))
                .contains("IllegalStateException", "Caused by:", "[hidden PRIVATE KEY]");
        assertThat(seen.get("start")).contains("MIGRATION_FAILED");
        nobodySang();
    }

    @Test
    @Tag("AT-26")
    void runningRegistryTellsNoSecret() throws Exception {
        var start = CompletableFuture.supplyAsync(() -> command("start", "--json"));
        assertThat(command("status", "--wait", "running", "--timeout", "60s"))
                .as(() -> seen.toString())
                .isZero();

        askAndFail();
        ask("status");
        ask("check");
        JsonNode facts = ask("facts");
        ask(CANARY.substring(0, 3) + " no such command");
        command("status", "--json");
        command("check", "--json");
        command("users", "list", "--json");
        command("mails", "list", "--json");
        command("restart", "--json");
        askAndFail();
        command("logs", "--since", "1h");
        command("diagnostics", "-o", folder.resolve("running.zip").toString());
        command("stop");
        assertThat(start.join()).isZero();
        command("logs", "--json", "--lines", "100000");
        command("diagnostics", "--json", "-o", folder.resolve("stopped.zip").toString());

        assertThat(facts.path("settings").asText()).contains("SMTP_PASSWORD=<set, 11 chars> (secrets.env)");
        readArchive(folder.resolve("running.zip"));
        readArchive(folder.resolve("stopped.zip"));
        assertThat(seen.get("stopped.zip/logs/access.log")).contains("POST /api/login 401", "/activate/[hidden]");
        nobodySang();
    }

    /** Secrets of clients, in all places where clients put them. */
    private void askAndFail() throws IOException, InterruptedException {
        String odd = URLEncoder.encode(ODD, UTF_8);
        String body = "{\"username\": \"admin\", \"password\": \"" + CANARY + "\"}";
        send(to("/api/login").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
        send(to("/api/login").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body + "}{")));
        send(to("/api/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("refresh_token=" + CANARY)));
        send(to("/api/me").header("Authorization", "Bearer " + CANARY));
        send(to("/api/me").header("Cookie", "session=" + CANARY));
        String basic = Base64.getEncoder().encodeToString(("ann:" + CANARY).getBytes(UTF_8));
        send(to("/api/me").header("Authorization", "Basic " + basic));
        for (String path : List.of(
                "/objects/ann/" + "0".repeat(64) + "?e=9999999999&s=" + CANARY,
                "/objects/ann/" + "0".repeat(64) + "?X-Amz-Signature=" + CANARY,
                "/activate/" + CANARY,
                "/reset_password/" + CANARY,
                "/oauth_callback?state=a&code=" + CANARY,
                "/login?next=" + odd,
                "/api/search/?q=" + odd)) {
            send(to(path));
        }
        send(to("/objects/ann/" + "0".repeat(64) + "?e=9999999999&s=" + CANARY).PUT(BodyPublishers.ofString("x")));
    }
}
