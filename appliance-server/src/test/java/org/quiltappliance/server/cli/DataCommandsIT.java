package org.quiltappliance.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.Assembly;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Tree;

/** Backups, restores, cleaning up and the change of mode, by commands, with PostgreSQL and a folder. */
class DataCommandsIT {

    private static final int QUICK = 1;
    private static final String NAME = "Registry under test";

    @TempDir
    Path folder;

    private final DatabaseConfig.Postgres database = PostgresServer.freshDatabase();
    private final Map<String, String> environment = new HashMap<>();
    private final List<Runnable> interrupts = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<CommandResult>> started = new ArrayList<>();
    private final ByteArrayOutputStream startErr = new ByteArrayOutputStream();
    private String input = "";
    private volatile boolean impatient;
    private Home home;

    @BeforeEach
    void settle() throws IOException {
        home = new Home(folder.resolve("home"));
        environment.put("APPLIANCE_HOME", home.folder().toString());
        environment.put("APPLIANCE_REGISTRY_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_CATALOG_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_NAME", NAME);
        environment.put("APPLIANCE_BACKUP_DIR", folder.resolve("backups").toString());
        environment.put("APPLIANCE_DB", "external");
        environment.put("APPLIANCE_STORE", "folder");
        environment.put("APPLIANCE_ADMIN_USER", "admin");
        environment.put("APPLIANCE_ADMIN_PASSWORD", "correct horse");
        useDatabase(database);
    }

    private void useDatabase(DatabaseConfig.Postgres place) {
        environment.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(place));
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

    private CommandResult run(String... line) {
        return run(new ByteArrayOutputStream(), line);
    }

    private CommandResult run(ByteArrayOutputStream err, String... line) {
        var out = new ByteArrayOutputStream();
        var around = new CommandLine.Surroundings(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                environment,
                "quilt-appliance",
                config -> new Assembly(config, Clock.systemUTC(), QUICK),
                work -> {
                    interrupts.add(work);
                    if (impatient) {
                        work.run();
                    }
                },
                SilentLogs.SILENT);
        int exitCode = new CommandLine(around).run(List.of(line));
        return new CommandResult(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    private CommandResult good(String... line) {
        var result = run(line);
        assertThat(result.exitCode()).as("%s", result).isZero();
        return result;
    }

    private void start(String... more) {
        var line = new ArrayList<>(List.of("start"));
        line.addAll(List.of(more));
        started.add(CompletableFuture.supplyAsync(() -> run(startErr, line.toArray(String[]::new))));
        assertThat(run("status", "--wait", "running", "--timeout", "60s").exitCode())
                .as(() -> startErr.toString(UTF_8))
                .isZero();
    }

    private void startPersistent() {
        good("config", "set", "APPLIANCE_MODE", "persistent");
        start();
    }

    private RegistryClient client() {
        return new RegistryClient(URI.create("http://localhost:" + environment.get("APPLIANCE_REGISTRY_PORT")));
    }

    private RegistryClient signedIn(String name, String password) {
        return client().signedIn(name, password);
    }

    private RegistryClient admin() {
        return signedIn("admin", "correct horse");
    }

    @Test
    void backupIsRestoredWhileTheRegistryRunsAndTheFormerDataStay() throws Exception {
        startPersistent();
        var tree = Samples.demo();
        new QuiltClient(admin()).push(new Pkg("admin", "saved"), tree);
        var made = good("backup", "create", "--json", "--note", "first").json();
        String id = made.path("id").asText();
        assertThat(made.path("packages").asLong()).isEqualTo(1);
        new QuiltClient(admin()).push(new Pkg("admin", "later"), Samples.oneFile());

        var wrong = run("backup", "restore", id, "--yes-replace", "Another");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains(NAME);
        var restored = good("backup", "restore", id, "--yes-replace", NAME);

        assertThat(restored.out())
                .contains("Restored 1 packages", "schema quilt_", home.objects().toString());
        assertThat(good("status", "--json").json().path("location").asText()).contains("schema quilt_");
        assertThat(new QuiltClient(admin()).install(new Pkg("admin", "saved")).objects())
                .containsOnlyKeys(tree.objectHashes());
        assertThat(admin().get("/api/package/admin/later/").status()).isEqualTo(404);
        assertThat(home.objects()).isNotEmptyDirectory();
        good("config", "unset", "APPLIANCE_DB_SCHEMA");
        good("config", "unset", "APPLIANCE_STORE_FOLDER");
        good("restart");
        assertThat(new QuiltClient(admin()).install(new Pkg("admin", "later")).objects())
                .hasSize(1);
    }

    private static void ok(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    /** What clients are told of a package besides its contents. */
    private Map<String, String> told(Pkg pkg) {
        var told = new TreeMap<String, String>();
        for (String route : List.of("tag", "version", "access", "package")) {
            Answer answer = admin().get(pkg.all(route));
            ok(answer);
            told.put(route, answer.text());
        }
        return told;
    }

    private List<String> users() {
        var users = new ArrayList<String>();
        good("users", "list", "--json")
                .json()
                .path("users")
                .forEach(user -> users.add(
                        user.path("name").asText() + " " + user.path("email").asText() + " "
                                + user.path("admin").asText() + " "
                                + user.path("active").asText()));
        return users;
    }

    @Test
    void usersOfAStoppedRegistryAreAdministered() throws Exception {
        startPersistent();
        new QuiltClient(admin()).push(new Pkg("admin", "kept"), Samples.oneFile());
        good("stop");

        String password = good("users", "add", "ann", "ann@example.org", "--admin", "--generate")
                .out()
                .strip();
        assertThat(good("users", "list").out())
                .containsPattern("admin .* 1 packages")
                .contains("ann", "never");
        var refused = run("users", "delete", "admin");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("admin/kept", "Give them to another user");
        assertThat(good("users", "delete", "admin", "--transfer-to", "ann").err())
                .contains("Gave 1 package of admin to ann");
        assertThat(run("users", "disable", "ann").err()).contains("last active administrator");
        start();

        assertThat(new QuiltClient(signedIn("ann", password))
                        .install(new Pkg("ann", "kept"))
                        .objects())
                .hasSize(1);
        assertThat(good("users", "list", "--json").json().path("users").findValuesAsText("name"))
                .containsExactly("ann");
    }

    @Test
    @Tag("AT-21")
    void backupOfAStoppedRegistryIsRestoredOnAFreshHome() throws Exception {
        startPersistent();
        var tree = Samples.demo();
        var pkg = new Pkg("admin", "saved");
        input = "bob's own word\n";
        good("users", "add", "bob", "bob@example.org", "--password", "-");
        new QuiltClient(admin()).push(pkg, tree);
        ok(admin().put(pkg.one("tag", "first"), Map.of("hash", tree.hash())));
        ok(admin().put(pkg.one("version", "1.0"), Map.of("hash", tree.hash())));
        ok(admin().put(pkg.one("access", "bob")));
        var before = told(pkg);
        assertThat(before.get("tag")).contains("first", "latest", tree.hash());
        assertThat(before.get("version")).contains("1.0", tree.hash());
        assertThat(before.get("access")).contains("bob");
        var people = users();
        good("stop");
        String id = good("backup", "create", "--json").json().path("id").asText();
        good("backup", "export", id, folder.resolve("one.quiltbackup").toString());
        assertThat(run("status").out()).contains("Stopped");

        home = new Home(folder.resolve("other"));
        environment.put("APPLIANCE_HOME", home.folder().toString());
        environment.put("APPLIANCE_BACKUP_DIR", folder.resolve("other backups").toString());
        useDatabase(PostgresServer.freshDatabase());
        good("config", "set", "APPLIANCE_MODE", "persistent");
        good("backup", "import", folder.resolve("one.quiltbackup").toString());
        assertThat(good("backup", "list").out()).contains(id, "1 packages");
        good("backup", "restore", id, "--yes-replace", NAME);
        environment.put("APPLIANCE_ADMIN_PASSWORD", "of no use here");
        start();

        assertThat(users()).isEqualTo(people).hasSize(2);
        assertThat(told(pkg)).isEqualTo(before);
        assertThat(new QuiltClient(signedIn("bob", "bob's own word"))
                        .install(pkg)
                        .objects())
                .containsOnlyKeys(tree.objectHashes());
    }

    @Test
    @Tag("AT-23")
    void backupsAreVerifiedListedAndDeleted() throws Exception {
        startPersistent();
        new QuiltClient(admin()).push(new Pkg("admin", "saved"), Samples.demo());
        String id = good("backup", "create", "--json").json().path("id").asText();

        assertThat(good("backup", "verify").out()).startsWith("Good: " + id);
        assertThat(good("backup", "verify", "--drill").out()).startsWith("Good: " + id);
        assertThat(good("backup", "verify", "--data").out()).startsWith("Good: the data");
        try (var contents = Files.walk(folder.resolve("backups/objects"))) {
            Path one = contents.filter(Files::isRegularFile).findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(one);
            bytes[0] ^= 1;
            Files.write(one, bytes);
        }
        var bad = run("backup", "verify", id, "--full");

        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.out()).doesNotContain("Good");
        assertThat(bad.err()).contains("damaged: admin/", "admin/saved");
        assertThat(good("backup", "list").out()).contains("BAD");
        assertThat(run("backup", "restore", id, "--yes-replace", NAME).exitCode())
                .isEqualTo(1);
        assertThat(home.run().resolve("switch.json")).doesNotExist();
        new QuiltClient(admin()).push(new Pkg("admin", "stillwritable"), Samples.oneFile());
        good("backup", "delete", id);
        assertThat(good("backup", "list").out()).isEmpty();
    }

    @Test
    @Tag("AT-24")
    void oldObjectsThatNobodyNeedsGoToTheTrash() throws Exception {
        startPersistent();
        var tree = Samples.demo();
        new QuiltClient(admin()).push(new Pkg("admin", "kept"), tree);
        Path objects = home.objects().resolve("objs/admin");
        Path old = Files.write(objects.resolve("0".repeat(64)), new byte[] {1});
        Path young = Files.write(objects.resolve("1".repeat(64)), new byte[] {1});
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
        Files.setLastModifiedTime(young, FileTime.from(Instant.now().minus(Duration.ofHours(1))));

        assertThat(good("cleanup", "--dry-run").out())
                .contains("Nobody needs: 1 object")
                .contains("0".repeat(64))
                .doesNotContain("1".repeat(64));
        assertThat(old).exists();
        assertThat(good("cleanup", "--yes").out()).contains("Put into the trash: 1 object");

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(good("cleanup", "--empty-trash").out()).contains("0 objects");
        assertThat(new QuiltClient(admin()).install(new Pkg("admin", "kept")).objects())
                .containsOnlyKeys(tree.objectHashes());
    }

    @Test
    @Tag("AT-17")
    void testModeIsCarriedOverIntoPersistentMode() throws Exception {
        start("--mode", "test");
        var tree = Samples.demo();
        new QuiltClient(signedIn("admin", "quilt")).push(new Pkg("admin", "tried"), tree);
        assertThat(run("mode", "persistent").err()).contains("--carry-over", "--leave");

        var carried = good("mode", "persistent", "--carry-over", "--json").json();

        assertThat(carried.path("packages").asLong()).isEqualTo(1);
        var status = good("status", "--json").json();
        assertThat(status.path("mode").asText()).isEqualTo("PERSISTENT");
        assertThat(status.path("state").asText()).isEqualTo("RUNNING");
        assertThat(client().post("/api/login", Map.of("username", "admin", "password", "quilt"))
                        .status())
                .isEqualTo(401);
        var admin = signedIn("admin", carried.path("password").asText());
        var installed = new QuiltClient(admin).install(new Pkg("admin", "tried"));
        assertThat(installed.hash()).isEqualTo(tree.hash());
        assertThat(installed.objects()).containsOnlyKeys(tree.objectHashes());

        good("mode", "test");
        new QuiltClient(signedIn("admin", "quilt")).push(new Pkg("admin", "again"), Samples.oneFile());
        var refused = run("mode", "persistent", "--carry-over");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("has data already");
        new QuiltClient(signedIn("admin", "quilt")).push(new Pkg("admin", "more"), Samples.oneFile());
        good("mode", "persistent", "--leave");
        assertThat(new QuiltClient(signedIn("admin", carried.path("password").asText()))
                        .install(new Pkg("admin", "tried"))
                        .objects())
                .containsOnlyKeys(tree.objectHashes());
    }

    @Test
    void stopSaysWhatATestModeLoses() throws Exception {
        start("--mode", "test");
        new QuiltClient(signedIn("admin", "quilt")).push(new Pkg("admin", "gone"), Samples.oneFile());

        assertThat(good("stop").err()).contains("Stopped. 1 package and 1 file", "were in memory and are gone.");
    }

    @Test
    void interruptedTestModeSavesWhatItHolds() throws Exception {
        start("--mode", "test");
        new QuiltClient(signedIn("admin", "quilt")).push(new Pkg("admin", "rescued"), Samples.demo());

        interrupts.forEach(Runnable::run);
        var ended = started.get(0).join();

        assertThat(startErr.toString(UTF_8)).contains("Stopped. What was in memory is saved as the backup ");
        assertThat(ended.exitCode()).isZero();
        assertThat(good("backup", "list").out()).contains("1 packages", "(unsaved test data)");
    }

    @Test
    void interruptedBackupLeavesNothing() throws Exception {
        startPersistent();
        var random = new Random(7);
        var tree = Tree.empty();
        for (int i = 0; i < 100; i++) {
            var bytes = new byte[200_000];
            random.nextBytes(bytes);
            tree = tree.file("file" + i, bytes);
        }
        new QuiltClient(admin()).push(new Pkg("admin", "large"), tree);
        impatient = true;

        var cancelled = run("backup", "create");

        assertThat(cancelled.exitCode()).isEqualTo(130);
        assertThat(cancelled.err()).contains("Cancelling");
        assertThat(good("backup", "list").err()).contains("There are no backups");
        assertThat(good("status", "--json").json().path("activity").isNull()).isTrue();
    }

    @Test
    @Tag("AT-23")
    void damagedObjectIsNamedWithItsPackageAndTheRestIsSaved() throws Exception {
        startPersistent();
        var tree = Samples.demo();
        new QuiltClient(admin()).push(new Pkg("admin", "hurt"), tree);
        Path object = home.objects().resolve("objs/admin").resolve(tree.objectAt("README"));
        byte[] bytes = Files.readAllBytes(object);
        bytes[0] ^= 1;
        Files.write(object, bytes);

        var made = run("backup", "create");

        assertThat(made.exitCode()).isEqualTo(1);
        assertThat(made.out()).contains("WITH ERRORS: 1");
        assertThat(made.err())
                .contains("damaged: admin/" + tree.objectAt("README") + ", in admin/hurt")
                .contains("Error: 1 objects are missing or damaged.");
        var verified = run("backup", "verify", "--data");
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.err()).contains("damaged: admin/" + tree.objectAt("README") + ", in admin/hurt");
        String id = run("backup", "list", "--json")
                .json()
                .path("backups")
                .path(0)
                .path("id")
                .asText();
        assertThat(run("backup", "restore", id, "--yes-replace", NAME).exitCode())
                .isEqualTo(1);
        var accepted = run("backup", "restore", id, "--yes-replace", NAME, "--despite-damage");
        assertThat(accepted.out()).contains("Restored 1 packages");
        assertThat(admin().get("/api/package/admin/hurt/").status()).isEqualTo(200);
    }

    @Test
    void passphraseIsReadFromStandardInput() throws Exception {
        startPersistent();
        input = "a long passphrase\n";

        String id = good("backup", "create", "--passphrase", "-", "--json")
                .json()
                .path("id")
                .asText();

        assertThat(folder.resolve("backups/snapshots").resolve(id).resolve("secrets.enc"))
                .exists();
        input = "another one\n";
        var refused = run("backup", "restore", id, "--yes-replace", NAME, "--passphrase", "-");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("The passphrase is not the one of this backup");
    }
}
