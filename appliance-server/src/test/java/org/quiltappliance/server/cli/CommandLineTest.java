package org.quiltappliance.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.server.testing.FakeRegistry;
import org.quiltappliance.server.testing.FreePort;

class CommandLineTest {

    /** What a command printed and ended with. */
    private record Result(int exitCode, String out, String err) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (IOException broken) {
                throw new AssertionError(out, broken);
            }
        }
    }

    @TempDir
    Path folder;

    private final FakeRegistry.Script script = new FakeRegistry.Script();
    private final Map<String, String> environment = new HashMap<>();
    private final List<Runnable> interrupts = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Result>> started = new ArrayList<>();
    private final ByteArrayOutputStream startErr = new ByteArrayOutputStream();
    private String input = "";

    @BeforeEach
    void freePorts() throws IOException {
        environment.put("APPLIANCE_HOME", folder.resolve("home").toString());
        environment.put("APPLIANCE_REGISTRY_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_CATALOG_PORT", "" + FreePort.find());
    }

    @AfterEach
    void stop() {
        started.forEach(start -> {
            if (!start.isDone()) {
                run("stop", "--now");
            }
            start.join();
        });
    }

    private Result run(String... line) {
        return run(new ByteArrayOutputStream(), line);
    }

    private Result run(ByteArrayOutputStream err, String... line) {
        return run(new ByteArrayOutputStream(), err, line);
    }

    private Result run(ByteArrayOutputStream out, ByteArrayOutputStream err, String... line) {
        var around = new CommandLine.Surroundings(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                environment,
                "quilt-appliance",
                script::make,
                interrupts::add,
                SilentLogs.SILENT);
        int exitCode = new CommandLine(around).run(List.of(line));
        return new Result(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    private CompletableFuture<Result> start(String... more) {
        var line = new ArrayList<>(List.of("start"));
        line.addAll(List.of(more));
        var start = CompletableFuture.supplyAsync(() -> run(startErr, line.toArray(String[]::new)));
        started.add(start);
        assertThat(run("status", "--wait", "running", "--timeout", "30s").exitCode())
                .as(() -> startErr.toString(UTF_8))
                .isZero();
        return start;
    }

    @Test
    void helpNamesEveryCommand() {
        var help = run("help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("start", "stop", "restart", "status", "check", "config", "users", "version", "Exit codes");
        assertThat(run("start", "--help").out()).isEqualTo(help.out());
    }

    @Test
    void wrongUseIsToldOnTheErrorOutput() {
        assertThat(run("strat")).isEqualTo(new Result(2, "", """
                Error: There is no command "strat".
                See: quilt-appliance help
                """));
        assertThat(run().exitCode()).isEqualTo(2);
        assertThat(run("version", "please").exitCode()).isEqualTo(2);
        assertThat(run("status", "--wait", "sleeping").exitCode()).isEqualTo(2);
        assertThat(run("stop", "--timeout", "soon").exitCode()).isEqualTo(2);
    }

    @Test
    void errorsAreObjectsToo() {
        var result = run("strat", "--json");

        assertThat(result.err()).isEmpty();
        assertThat(result.json().path("error").path("code").asText()).isEqualTo("WRONG_USE");
    }

    @Test
    void versionNamesTheProgramAndJava() {
        assertThat(run("version").out()).startsWith("Quilt Appliance ").contains(" on Java ");
    }

    @Test
    void settingIsSetReadAndForgotten() {
        assertThat(run("config", "set", "APPLIANCE_NAME", "Ours").exitCode()).isZero();
        assertThat(run("config", "get", "APPLIANCE_NAME").out()).isEqualTo("Ours\n");
        assertThat(run("config", "list").out())
                .contains("APPLIANCE_NAME=Ours  # appliance.env")
                .contains("APPLIANCE_REGISTRY_PORT=" + environment.get("APPLIANCE_REGISTRY_PORT") + "  # environment");
        assertThat(run("config", "unset", "APPLIANCE_NAME").exitCode()).isZero();
        assertThat(run("config", "get", "APPLIANCE_NAME", "--json")
                        .json()
                        .path("source")
                        .asText())
                .isEqualTo("DEFAULT");
    }

    @Test
    void secretIsNeitherTakenFromTheCommandLineNorShown() {
        assertThat(run("config", "set", "QUILT_SECRET_KEY", "0123456789abcdef").exitCode())
                .isEqualTo(2);
        input = "0123456789abcdef\n";
        assertThat(run("config", "set", "QUILT_SECRET_KEY", "-").exitCode()).isZero();
        assertThat(run("config", "get", "QUILT_SECRET_KEY").out()).isEqualTo("<set, 16 chars>\n");
        assertThat(run("config", "list", "--json").out()).doesNotContain("0123456789abcdef");
    }

    @Test
    void unknownSettingIsToldWithTheNearest() {
        assertThat(run("config", "set", "APPLIANCE_PROT", "1").err()).contains("There is no setting APPLIANCE_PROT.");
        assertThat(run("config", "get", "TEAM_IDD").err()).contains("Did you mean TEAM_ID?");
        assertThat(run("config", "set", "APPLIANCE_CATALOG_PORT", "x"))
                .returns(1, Result::exitCode)
                .satisfies(result -> assertThat(result.err()).contains("is not a whole number"));
    }

    @Test
    void checkShowsEveryLineOfTheTable() {
        var json = run("check", "--json").json();

        assertThat(json.path("checks").findValuesAsText("id"))
                .containsOnlyOnce("CF", "PF-1", "PF-3", "PF-4", "PF-5", "PF-6", "PF-7", "PF-8", "PF-9")
                .containsOnlyOnce("PF-D1", "PF-D2", "PF-D3", "PF-D4", "PF-D5", "PF-D6")
                .containsOnlyOnce("PF-E1", "PF-E2", "PF-M1")
                .contains("PF-2");
        assertThat(json.path("checks").findValuesAsText("outcome")).isSubsetOf("OK", "WARN", "FAIL", "SKIPPED");
    }

    @Test
    void checkShowsTheStagesOfADatabaseElsewhere() {
        environment.put("APPLIANCE_MODE", "persistent");
        environment.put("APPLIANCE_STORE", "folder");
        environment.put("APPLIANCE_DB", "external");
        environment.put("SQLALCHEMY_DATABASE_URI", "postgresql://u:p@127.0.0.1:1/x");

        var result = run("check");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out())
                .contains("FAIL     PF-E1 Database: ")
                .contains("passed  name: 127.0.0.1 is 127.0.0.1")
                .contains("failed  connection: nothing listens there");
    }

    @Test
    void stepThatTakesLongerThanUsualIsToldOnTheTerminal() throws IOException {
        Files.createDirectories(folder.resolve("home/run"));
        Files.writeString(folder.resolve("home/run/steps.json"), "{\"accounts: Preparing accounts\": [1, 1, 1, 1, 1]}");
        script.at(
                "accounts",
                () -> await().atMost(60, SECONDS)
                        .until(() -> startErr.toString(UTF_8).contains("Taking longer than usual")));

        start();

        assertThat(startErr.toString(UTF_8))
                .contains("Preparing accounts\n       Taking longer than usual: less than a second as a rule.\n");
    }

    @Test
    void validateTellsAllProblems() throws IOException {
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("home/appliance.env"), "nonsense\nTEAM_ID=A B\n");

        var result = run("config", "validate");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("appliance.env, line 1").contains("TEAM_ID");
        assertThat(run("config", "validate", "--json").json().path("problems")).hasSize(2);
    }

    @Test
    @Tag("AT-33")
    void importShowsAndSaves() throws IOException {
        Path file = Files.writeString(
                folder.resolve("quilt-config.env"), "TEAM_ID=acme\nNGINX_PORT=80\nALLOW_ANONYMOUS_ACCESS=false\n");

        assertThat(run("config", "import", file.toString(), "--dry-run").out()).isEqualTo("""
                        TEAM_ID=acme  -> taken
                        NGINX_PORT=80  -> not needed here; left out
                        ALLOW_ANONYMOUS_ACCESS=false  -> taken as no; the original registry took any text for yes
                        """);
        assertThat(run("config", "get", "TEAM_ID").out()).isEqualTo("\n");
        assertThat(run("config", "import", file.toString()).exitCode()).isZero();
        assertThat(run("config", "get", "TEAM_ID").out()).isEqualTo("acme\n");
        assertThat(run("config", "get", "ALLOW_ANONYMOUS_ACCESS").out()).isEqualTo("false\n");
        assertThat(run("config", "import", "/missing").exitCode()).isEqualTo(1);
    }

    @Test
    void pathIsTheFileToEdit() {
        assertThat(run("config", "path").out())
                .isEqualTo(folder.resolve("home/appliance.env") + System.lineSeparator());
        assertThat(run("config", "path", "--home", "/elsewhere").out()).startsWith("/elsewhere/");
    }

    @Test
    void checkPassesAndFailsByItsExitCode() throws IOException {
        assertThat(run("check").exitCode()).isZero();
        int port = Integer.parseInt(environment.get("APPLIANCE_REGISTRY_PORT"));
        try (var other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(other.isBound()).isTrue();

            var result = run("check");

            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.out())
                    .contains("FAIL     PF-2")
                    .contains("quilt-appliance config set APPLIANCE_REGISTRY_PORT");
            var json = run("check", "--json").json();
            assertThat(json.path("passed").asBoolean(true)).isFalse();
            assertThat(json.path("checks").findValuesAsText("code")).containsExactly("PORT_IN_USE");
        }
    }

    @Test
    void commandsWithoutARegistryAreRefused() {
        assertThat(run("stop").exitCode()).isEqualTo(3);
        assertThat(run("restart").exitCode()).isEqualTo(3);
        assertThat(run("users", "list").exitCode()).isEqualTo(3);
        assertThat(run("status")).isEqualTo(new Result(0, "Stopped\n", ""));
        assertThat(run("status", "--wait", "stopped").exitCode()).isZero();
        assertThat(run("status", "--wait", "running", "--timeout", "1s").exitCode())
                .isEqualTo(5);
    }

    @Test
    void startTellsItsStepsAndHowToUseIt() throws Exception {
        var start = start();

        var status = run("status");
        assertThat(status.out()).startsWith("Running\n").contains("gone at the stop.");
        assertThat(run("stop").exitCode()).isZero();
        var result = start.get(30, TimeUnit.SECONDS);
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("Quilt Appliance is ready. This computer only.")
                .contains("admin, password quilt")
                .contains("quilt config, and enter http://localhost:" + environment.get("APPLIANCE_REGISTRY_PORT"))
                .contains("quilt login");
        assertThat(result.err())
                .contains("  1/9  Checking settings\n")
                .contains("  9/9  Testing the registry as a client would\n")
                .endsWith("Stopped. Everything of this run is gone.\n");
        assertThat(script.diary).endsWith("drain", "close");
    }

    @Test
    void firstInterruptStopsGently() throws Exception {
        var start = start();
        await().until(() -> !interrupts.isEmpty());

        interrupts.get(0).run();

        assertThat(start.get(30, TimeUnit.SECONDS).exitCode()).isZero();
        assertThat(script.diary).endsWith("drain", "close");
    }

    @Test
    void optionsOfTheCommandLineAreTheStrongest() throws Exception {
        int port = FreePort.find();
        start("--mode", "test", "--set", "APPLIANCE_REGISTRY_PORT=" + port);

        assertThat(run("status", "--json")
                        .json()
                        .path("endpoints")
                        .path("registryUrl")
                        .asText())
                .isEqualTo("http://localhost:" + port);
    }

    @Test
    void startThatFailsSaysWhyAndWhatToDo() throws IOException {
        int port = Integer.parseInt(environment.get("APPLIANCE_CATALOG_PORT"));
        try (var other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(other.isBound()).isTrue();

            var result = run("start");

            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.err())
                    .contains("Error: Port " + port + " is in use [PORT_IN_USE]\n")
                    .contains("(process " + ProcessHandle.current().pid())
                    .contains("quilt-appliance config set APPLIANCE_CATALOG_PORT ");
        }
    }

    @Test
    void startTellsWhatIsOddAboutTheSettingsAndTheComputer() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("APPLIANCE_NAMES", "x");

        start();

        assertThat(startErr.toString(UTF_8))
                .contains("Notice: APPLIANCE_NAMES (environment) is not used. Did you mean APPLIANCE_NAME?\n")
                .containsOnlyOnce("Notice: Other users of this computer may look into " + home);
    }

    @Test
    void settingsThatDoNotFitTogetherAreRefused() {
        var result = run("start", "--mode", "persistent", "--set", "APPLIANCE_DB=external", "--json");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.json().path("error").path("code").asText()).isEqualTo("CONFIG_INVALID");
        assertThat(result.json().path("problem").path("fixes")).isNotEmpty();
    }

    @Test
    void secondStartIsRefused() {
        start();

        var second = run("start");

        assertThat(second.exitCode()).isEqualTo(3);
        assertThat(second.err()).contains("Error: Already running [HOME_IN_USE]");
    }

    @Test
    void restartComesBack() {
        start();

        assertThat(run("restart").exitCode()).isZero();

        assertThat(run("status", "--json").json().path("state").asText()).isEqualTo("RUNNING");
        assertThat(script.diary).filteredOn("admit"::equals).hasSize(2);
    }

    @Test
    void usersAreAdministered() {
        start();

        assertThat(run("users", "add", "ann", "ann@example.org").out())
                .isEqualTo("http://localhost/reset_password/ann\n");
        input = "long enough\n";
        assertThat(run("users", "add", "bob", "bob@example.org", "--admin", "--password", "-"))
                .isEqualTo(new Result(0, "", "Done.\n"));
        assertThat(run("users", "disable", "ann").exitCode()).isZero();
        assertThat(run("users", "make-admin", "ann").exitCode()).isZero();
        assertThat(run("users", "reset-password", "bob").out()).contains("/reset_password/bob");

        var users = run("users", "list", "--json").json().path("users");
        assertThat(users).hasSize(3);
        assertThat(users.findValuesAsText("name")).containsExactlyInAnyOrder("admin", "ann", "bob");
        assertThat(run("users", "list").out()).containsPattern("ann .*disabled .*administrator");
        assertThat(run("users", "enable", "nobody")).isEqualTo(new Result(1, "", "Error: User not found.\n"));
        assertThat(run("users", "add", "eve", "e@example.org", "--password", "plain")
                        .exitCode())
                .isEqualTo(2);
        assertThat(run("users", "reset-password", "bob", "--generate"))
                .isEqualTo(new Result(0, "made up\n", "The password, shown this once:\n"));
        assertThat(run("users", "sign-out", "bob").exitCode()).isZero();
        assertThat(run("users", "revoke-admin", "bob").exitCode()).isZero();
        assertThat(run("users", "delete", "ann")).isEqualTo(new Result(0, "", "Done.\n"));
        assertThat(run("users", "list").out()).doesNotContain("ann").contains("bob", "never");
        assertThat(run("users", "add", "eve", "e@example.org", "--password", "-", "--generate")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void secretIsReplacedOnlyWhenSomebodySaysYes() throws IOException {
        start();
        var file = folder.resolve("home/secrets.env");
        var before = Files.readString(file);

        assertThat(run("secrets", "rotate", "key").out()).contains("Everybody signs in again");
        assertThat(Files.readString(file)).isEqualTo(before);
        var done = run("secrets", "rotate", "key", "--yes");

        assertThat(done.exitCode()).isZero();
        assertThat(done.out()).contains("It holds after a restart");
        assertThat(Files.readString(file)).isNotEqualTo(before);
        assertThat(done.out() + done.err())
                .doesNotContain(Files.readString(file).replaceAll("(?s).*QUILT_SECRET_KEY=(\\S+).*", "$1"));
        assertThat(run("secrets", "rotate", "key", "--yes", "--restart").exitCode())
                .as("a test mode would lose everything")
                .isEqualTo(3);
        assertThat(run("secrets", "rotate", "database").exitCode()).isEqualTo(3);
        assertThat(run("secrets", "rotate", "storage", "--restart").exitCode()).isEqualTo(2);
        assertThat(run("secrets", "rotate", "everything").exitCode()).isEqualTo(2);
        assertThat(run("secrets", "show").exitCode()).isEqualTo(2);
    }

    private void log(String file, String... lines) throws IOException {
        Files.createDirectories(folder.resolve("home/logs"));
        Files.write(
                folder.resolve("home/logs").resolve(file),
                List.of(lines),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Test
    void logsAreShownByTimeWhetherOrNotARegistryRuns() throws IOException {
        log("appliance.log.1", "2026-11-25T10:00:00.000Z INFO  A [-] first");
        log("appliance.log", "2026-11-25T10:00:02.000Z ERROR B [7c1f] third", "java.lang.Error: below it");
        log("access.log", "2026-11-25T10:00:01.000Z INFO  access [7c1f] second");

        assertThat(run("logs")).isEqualTo(new Result(0, """
                appliance 2026-11-25T10:00:00.000Z INFO  A [-] first
                access    2026-11-25T10:00:01.000Z INFO  access [7c1f] second
                appliance 2026-11-25T10:00:02.000Z ERROR B [7c1f] third
                java.lang.Error: below it
                """, ""));
        assertThat(run("logs", "--source", "access").out())
                .isEqualTo("2026-11-25T10:00:01.000Z INFO  access [7c1f] second\n");
        assertThat(run("logs", "--level", "warn", "--source", "appliance").out())
                .startsWith("2026-11-25T10:00:02.000Z ERROR");
        assertThat(run("logs", "--since", "2026-11-25T10:00:01Z", "--lines", "1")
                        .out())
                .contains("third")
                .doesNotContain("second");
        assertThat(run("logs", "--since", "1s").out()).isEmpty();
        var entries = run("logs", "--json").json().path("entries");
        assertThat(entries.findValuesAsText("message")).containsExactly("first", "second", "third");
        assertThat(entries.path(2).path("more").path(0).asText()).isEqualTo("java.lang.Error: below it");
    }

    @Test
    void terminalIsNotCommandedByALog() throws IOException {
        log("store.log", "2026-11-25T10:00:00Z \u001b[31mred\u001b[0m\tand \u0007loud \u009b1m");

        assertThat(run("logs", "--source", "store").out()).isEqualTo("2026-11-25T10:00:00Z red\tand loud 1m\n");
    }

    @Test
    void logsThatCannotBeMeantAreWrongUse() {
        assertThat(run("logs", "--source", "syslog").exitCode()).isEqualTo(2);
        assertThat(run("logs", "--level", "loud").exitCode()).isEqualTo(2);
        assertThat(run("logs", "--since", "yesterday").exitCode()).isEqualTo(2);
        assertThat(run("logs", "--since", "99999999999999999d").exitCode()).isEqualTo(2);
        assertThat(run("logs", "--lines", "-1").exitCode()).isEqualTo(2);
        assertThat(run("logs")).isEqualTo(new Result(0, "", ""));
    }

    @Test
    void logsAreFollowedUntilSomebodyInterrupts() throws Exception {
        log("appliance.log", "2026-11-25T10:00:00.000Z INFO  A [-] old");
        var out = new ByteArrayOutputStream();
        var following =
                CompletableFuture.supplyAsync(() -> run(out, new ByteArrayOutputStream(), "logs", "-f", "--json"));
        await().until(() -> out.toString(UTF_8).contains("old"));

        log("appliance.log", "2026-11-25T10:00:01.000Z INFO  A [-] new");
        await().until(() -> out.toString(UTF_8).contains("new"));
        interrupts.forEach(Runnable::run);

        assertThat(following.get(30, TimeUnit.SECONDS).exitCode()).isZero();
        assertThat(out.toString(UTF_8).lines()).hasSize(2);
    }

    private static Map<String, String> unzipped(Path file) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                texts.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return texts;
    }

    @Test
    void diagnosticsAskTheRegistryThatRuns() throws IOException {
        start("--set", "APPLIANCE_NAME=Named on the command line");
        log("access.log", "2026-11-25T10:00:01.000Z INFO  access [7c1f] second");
        Path file = folder.resolve("out.zip");

        assertThat(run("diagnostics", "-o", file.toString()).out()).isEqualTo(file + "\n");

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var texts = unzipped(file);
        assertThat(texts)
                .containsOnlyKeys(
                        "README.txt",
                        "summary.md",
                        "snapshot.json",
                        "settings.env",
                        "docker.json",
                        "threads.txt",
                        "metrics.json",
                        "files.txt",
                        "logs/access.log",
                        "redactions.txt");
        assertThat(texts.get("summary.md")).contains("- State: Running\n").contains("SKIPPED PF-2");
        assertThat(texts.get("settings.env")).contains("APPLIANCE_NAME=Named on the command line (command line)\n");
        assertThat(texts.get("threads.txt")).contains("\"control\"");
        assertThat(texts.get("logs/access.log")).endsWith("second\n");
        assertThat(texts.get("files.txt")).contains("run/state.json  ", "test  0 files");
    }

    @Test
    void diagnosticsAreListedBeforeTheyAreSaved() throws IOException {
        var listed = run("diagnostics", "--list");

        assertThat(listed.exitCode()).isZero();
        assertThat(listed.out()).contains("  summary.md\n").contains("  redactions.txt\n");
        assertThat(folder.resolve("home")).doesNotExist();
        assertThat(run("diagnostics", "--list", "--json").json().path("files").findValuesAsText("name"))
                .contains("settings.env");
    }

    @Test
    void diagnosticsAreMadeAlsoOfSettingsThatAreBroken() throws IOException {
        Files.createDirectories(folder.resolve("home/run"));
        Files.writeString(folder.resolve("home/appliance.env"), "nonsense\nTEAM_ID=A B\nMY_OWN=1234\n");
        Files.writeString(folder.resolve("home/instance.json"), "{broken");
        log("appliance.log", "2026-11-25T10:00:02.000Z ERROR B [7c1f] failed");
        Path place = Files.createDirectory(folder.resolve("out"));

        var saved = run("diagnostics", "-o", place.toString(), "--json");

        assertThat(saved.exitCode()).isZero();
        var texts = unzipped(Path.of(saved.json().path("saved").asText()));
        assertThat(texts.get("settings.env"))
                .contains(
                        "# problem: appliance.env, line 1", "# problem: TEAM_ID", "# not used: MY_OWN=<set, 4 chars>");
        assertThat(texts.get("summary.md")).contains("- State: Stopped\n", "FAIL CF Settings");
        assertThat(texts.get("snapshot.json")).contains("instance.json is damaged");
        assertThat(texts.get("logs/appliance-around-failure.log")).contains("failed");
    }

    @Test
    void diagnosticsThatCannotBeSavedSayWhy() {
        var refused =
                run("diagnostics", "-o", folder.resolve("no/such/folder.zip").toString());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("folder.zip cannot be written: it does not exist. Choose another place");
    }

    @Test
    void servicePrintsAUnit() {
        var unit = run("service", "print", "--user", "registry", "--home", "/srv/registry");

        assertThat(unit.exitCode()).isZero();
        assertThat(unit.out()).contains("\nUser=registry\n", "\nReadWritePaths=/srv/registry\n");
        environment.remove("APPLIANCE_HOME");
        assertThat(run("service", "print").out()).contains("\nStateDirectory=quilt-appliance\n");
        assertThat(run("service", "print", "--user", "two words").exitCode()).isEqualTo(2);
        assertThat(run("service", "install").exitCode()).isEqualTo(2);
    }

    @Test
    void backupsThatCannotBeMeantAreWrongUse() {
        assertThat(run("backup").err()).contains("Please say create, list, verify");
        assertThat(run("backup", "make").err()).contains("There is no \"backup make\"");
        assertThat(run("backup", "verify", "--full", "--drill").err()).contains("exclude each other");
        assertThat(run("backup", "create", "--passphrase", "secret").err())
                .contains("--passphrase -")
                .doesNotContain("secret");
        var unconfirmed = run("backup", "restore", "2026-11-23T031500Z-7f3a");
        assertThat(unconfirmed.exitCode()).isEqualTo(2);
        assertThat(unconfirmed.err()).contains("--yes-replace");
        assertThat(run("cleanup", "--dry-run", "--yes").exitCode()).isEqualTo(2);
        assertThat(run("mode", "other").exitCode()).isEqualTo(2);
        assertThat(run("mode", "test", "--carry-over").exitCode()).isEqualTo(2);
        assertThat(run("mode", "persistent", "--carry-over", "--leave").exitCode())
                .isEqualTo(2);
        assertThat(run("mode", "persistent", "--carry-over", "--admin-password", "secret")
                        .err())
                .doesNotContain("secret");
    }

    @Test
    void dataOfATestModeThatDoesNotRunCannotBeSaved() {
        var refused = run("backup", "create", "--json");

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.json().path("error").path("code").asText()).isEqualTo("CONFLICT");
        assertThat(refused.err()).doesNotContain("Exception");
        assertThat(run("cleanup").err()).contains("mode persistent");
    }

    @Test
    void nameThatIsNoBackupSaysHowOneLooks() {
        var refused = run("backup", "delete", "../../etc");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("is not the name of a backup, such as 2026-11-23T031500Z-7f3a");
        assertThat(run("backup", "delete", "2026-11-23T031500Z-7f3a").err()).contains("There is no backup");
        assertThat(run("backup", "list").err()).contains("There are no backups in");
    }

    @Test
    void restoreAsksForTheNameOfTheRegistry() {
        var refused = run("backup", "restore", "2026-11-23T031500Z-7f3a", "--yes-replace", "another");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("\"My registry\"");
    }

    @Test
    void modeIsWrittenDownForTheNextStart() throws IOException {
        assertThat(run("mode", "persistent").out()).contains("The next start is in persistent mode.");

        assertThat(Files.readString(folder.resolve("home/appliance.env"))).contains("APPLIANCE_MODE=persistent");
        environment.put("APPLIANCE_MODE", "persistent");
        var refused = run("mode", "test");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("APPLIANCE_MODE is set by the environment");
    }

    @Test
    void testModeWithDataAsksWhatToDoWithThem() throws Exception {
        script.counts = new StoredCounts(3, 4, 41, 2_100_000_000L, 1);
        start("--mode", "test");

        var refused = run("mode", "persistent");

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("--carry-over", "--leave");
        await().until(() ->
                run("status", "--json").json().path("storage").path("objects").asLong() == 41);
        assertThat(run("status", "--json").json().path("activity").isNull()).isTrue();
        assertThat(run("status").out()).contains("Holds      3 packages, 41 files, 2.1 GB, lost at the stop");
        assertThat(run("stop").err())
                .contains("Stopped. 3 packages and 41 files with 2.1 GB were in memory and are gone.");
    }
}
