package org.quiltappliance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.control.ControlClient;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Thorough;

/** Kills the real process while other data are brought into force. */
class SwitchKillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(1);
    private static final int OBJECTS = 150;
    private static final int OBJECT_BYTES = 100_000;
    private static final String PASSWORD = "correct horse";

    @TempDir
    Path folder;

    private final DatabaseConfig.Postgres database = PostgresServer.freshDatabase();
    private final List<Process> processes = new ArrayList<>();

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private int registryPort;
    private int catalogPort;
    private Process running;

    @BeforeEach
    void freePorts() throws IOException {
        registryPort = FreePort.find();
        catalogPort = FreePort.find();
    }

    @AfterEach
    void kill() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process command(String name, String... line) throws IOException {
        var environment = Map.of(
                "APPLIANCE_HOME",
                home().folder().toString(),
                "APPLIANCE_REGISTRY_PORT",
                "" + registryPort,
                "APPLIANCE_CATALOG_PORT",
                "" + catalogPort,
                "APPLIANCE_DB",
                "external",
                "APPLIANCE_STORE",
                "folder",
                "APPLIANCE_ADMIN_PASSWORD",
                PASSWORD,
                "SQLALCHEMY_DATABASE_URI",
                PostgresServer.address(database));
        var process = CommandProcess.start(folder, name, environment, line);
        processes.add(process);
        return process;
    }

    private void run(String name, String... line) throws IOException, InterruptedException {
        var process = command(name, line);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve(name + ".err")))
                .isZero();
    }

    private void start(String name, String... more) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("start"));
        line.addAll(List.of(more));
        running = command(name, line.toArray(String[]::new));
        await().atMost(PATIENCE).until(() -> state().equals("RUNNING"));
    }

    private String state() {
        try {
            return ask(Remote.request("status")).path("state").asText();
        } catch (IOException notYet) {
            return "";
        }
    }

    private JsonNode ask(JsonNode request) throws IOException {
        try (var control = ControlClient.connect(home())) {
            return control.ask(request);
        }
    }

    /** Kills it as soon as the journal tells of that phase, or of a later one. */
    private void killAt(String phase, JsonNode task) throws IOException, InterruptedException {
        Path journal = home().run().resolve("switch.json");
        assertThat(ask(task).has("id")).isTrue();
        await().pollDelay(Duration.ZERO)
                .pollInterval(LOOK_EVERY)
                .atMost(PATIENCE)
                .until(() -> {
                    if (!Files.exists(journal)) {
                        return false;
                    }
                    String text = Files.readString(journal);
                    return text.contains("\"" + phase + "\"") || text.contains("\"switching\"");
                });
        running.destroyForcibly();
        running.waitFor();
    }

    private RegistryClient signedIn(String password) {
        return new RegistryClient(URI.create("http://localhost:" + registryPort)).signedIn("admin", password);
    }

    private List<String> schemas() throws SQLException {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().reveal());
                var statement = connection.createStatement();
                var result = statement.executeQuery("select nspname from pg_namespace where nspname like 'quilt%'")) {
            var names = new ArrayList<String>();
            while (result.next()) {
                names.add(result.getString(1));
            }
            return names;
        }
    }

    private void recovered(String name) throws IOException {
        assertThat(Files.readString(folder.resolve(name + ".err")))
                .contains("The last run ended without being stopped");
        assertThat(home().run().resolve("switch.json")).doesNotExist();
    }

    @ParameterizedTest
    @Thorough
    @ValueSource(strings = {"preparing", "filling"})
    @Tag("AT-22")
    void killedRestoreLeavesTheFormerDataInForce(String phase) throws Exception {
        run("mode", "mode", "persistent");
        start("first");
        var tree = Samples.many(7, OBJECTS, OBJECT_BYTES);
        new QuiltClient(signedIn(PASSWORD)).push(new Pkg("admin", "saved"), tree);
        run("backup", "backup", "create", "--json");
        String id = new ObjectMapper()
                .readTree(folder.resolve("backup.out").toFile())
                .path("id")
                .asText();
        new QuiltClient(signedIn(PASSWORD)).push(new Pkg("admin", "later"), Samples.oneFile());

        killAt(phase, LongTask.request("restore").put("backup", id).put("replace", "My registry"));
        start("second");

        recovered("second");
        assertThat(new QuiltClient(signedIn(PASSWORD))
                        .install(new Pkg("admin", "later"))
                        .objects())
                .hasSize(1);
        assertThat(schemas()).isEmpty();
        try (var files = Files.list(home().folder())) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("objects-"));
        }
    }

    @Test
    @Tag("AT-18")
    void killedCarryOverShowsNothingHalf() throws Exception {
        start("test", "--mode", "test");
        new QuiltClient(signedIn("quilt")).push(new Pkg("admin", "tried"), Samples.many(7, OBJECTS, OBJECT_BYTES));

        killAt("filling", LongTask.request("carry-over"));
        run("mode", "mode", "persistent");
        start("second");

        recovered("second");
        var admin = signedIn(PASSWORD);
        assertThat(admin.get("/api/package/admin/tried/").status()).isEqualTo(404);
        try (var files = Files.walk(home().objects())) {
            assertThat(files.filter(Files::isRegularFile).map(Path::getFileName))
                    .noneMatch(name -> name.toString().matches("[0-9a-f]{64}"));
        }
        new QuiltClient(admin).push(new Pkg("admin", "new"), Samples.oneFile());
    }
}
