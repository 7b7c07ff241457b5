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
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.Assembly;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.OriginalRegistry;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;

/** An original registry comes by the command, into an appliance with PostgreSQL and a folder. */
class ImportCommandIT {

    private static final int QUICK = 1;

    @TempDir
    Path folder;

    private final OriginalRegistry original = new OriginalRegistry();
    private final Map<String, String> environment = new HashMap<>();
    private boolean impatient;

    @BeforeEach
    void settle() {
        var home = new Home(folder.resolve("home"));
        environment.put("APPLIANCE_HOME", home.folder().toString());
        environment.put("APPLIANCE_MODE", "persistent");
        environment.put("APPLIANCE_REGISTRY_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_CATALOG_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_DB", "external");
        environment.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(PostgresServer.freshDatabase()));
        environment.put("APPLIANCE_STORE", "folder");
        environment.put("APPLIANCE_ADMIN_USER", "appadmin");
        environment.put("APPLIANCE_ADMIN_PASSWORD", "correct horse");
        environment.put("PGPASSWORD", original.database().password().reveal());
        environment.put("AWS_ACCESS_KEY_ID", original.bucket().accessKey());
        environment.put("AWS_SECRET_ACCESS_KEY", original.bucket().secretKey().reveal());
        original.user("alice", "alice@example.org", OriginalRegistry.PASSWORD_HASH, true);
        original.pkg("alice", "wine");
        original.push("alice", "wine", Samples.demo());
    }

    @AfterEach
    void close() {
        original.close();
    }

    private CommandResult run(String... line) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var around = new CommandLine.Surroundings(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                new ByteArrayInputStream(new byte[0]),
                environment,
                "quilt-appliance",
                config -> new Assembly(config, Clock.systemUTC(), QUICK),
                work -> {
                    if (impatient) {
                        work.run();
                    }
                },
                SilentLogs.SILENT);
        int exitCode = new CommandLine(around).run(List.of(line));
        return new CommandResult(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    private static String address(DatabaseConfig.Postgres database) {
        return "postgresql://" + database.user() + "@" + database.jdbcUrl().substring("jdbc:postgresql://".length());
    }

    private CommandResult imported(String... more) {
        return importedFrom(address(original.database()), original.objects(), more);
    }

    private CommandResult importedFrom(String database, String objects, String... more) {
        var line = new ArrayList<>(List.of("import-quilt2", "--database", database, "--objects", objects));
        line.addAll(List.of(more));
        return run(line.toArray(String[]::new));
    }

    private void assertNoSecrets(CommandResult result) {
        assertThat(result.out() + result.err())
                .doesNotContain(
                        original.database().password().reveal(),
                        original.bucket().secretKey().reveal(),
                        OriginalRegistry.PASSWORD_HASH);
    }

    @Test
    void stoppedRegistryIsFilledAndOldUsersSignInWithOldPasswords() {
        var result = imported("--json");

        assertThat(result.exitCode()).as("%s", result).isZero();
        assertNoSecrets(result);
        var report = result.json();
        assertThat(report.path("complete").asBoolean()).isTrue();
        assertThat(report.path("counts").path("users").path("came").asLong()).isEqualTo(1);
        assertThat(report.path("counts").path("revisions").path("came").asLong())
                .isEqualTo(1);
        assertThat(report.path("problemCount").asLong()).isZero();
        var started = CompletableFuture.supplyAsync(() -> run("start"));
        assertThat(run("status", "--wait", "running", "--timeout", "60s").exitCode())
                .isZero();
        try {
            var registry =
                    new RegistryClient(URI.create("http://localhost:" + environment.get("APPLIANCE_REGISTRY_PORT")));
            var alice = registry.signedIn("alice", OriginalRegistry.PASSWORD);
            assertThat(new QuiltClient(alice).install(new Pkg("alice", "wine")).objects())
                    .containsOnlyKeys(Samples.demo().objectHashes());

            var whileItRuns = imported();

            assertThat(whileItRuns.exitCode()).as("%s", whileItRuns).isZero();
            assertThat(whileItRuns.out())
                    .containsPattern("Users +0 +1 +0")
                    .containsPattern("Packages +0 +1 +0")
                    .contains("Copied: 0 bytes");
            assertThat(whileItRuns.err()).contains("everybody signs in again");
            assertThat(run("backup", "verify", "--data").out()).startsWith("Good");
        } finally {
            run("stop", "--now");
            started.join();
        }
    }

    @Test
    void problemsAreTheEndOfPlainSuccess() {
        original.removeObject("alice", Samples.demo().objectAt("README"));

        var result = imported();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).containsPattern("Packages +0 +0 +1").containsPattern("Objects +4 +0 +1");
        assertThat(result.err())
                .contains(
                        "Did not come:",
                        "object alice/" + Samples.demo().objectAt("README") + " of alice/wine: it is missing.",
                        "--despite-damage");
    }

    @Test
    void cancelledImportSaysWhatCame() {
        impatient = true;

        var result = imported("--json");

        assertThat(result.exitCode()).as("%s", result).isEqualTo(130);
        assertThat(result.err()).contains("Cancelling");
        impatient = false;
        assertThat(imported().exitCode()).isZero();
    }

    @Test
    void copyOfTheBucketInAFolderWillDo() throws IOException {
        var objects = Files.createDirectories(folder.resolve("copy/objs/alice"));
        for (var object : Samples.demo().objects().entrySet()) {
            Files.write(objects.resolve(object.getKey()), object.getValue());
        }
        environment.remove("AWS_ACCESS_KEY_ID");
        environment.remove("AWS_SECRET_ACCESS_KEY");

        var wrong = importedFrom(address(original.database()), "folder:" + folder.resolve("nowhere"));
        var result = importedFrom(address(original.database()), "folder:" + folder.resolve("copy"));

        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("There is no folder objs in", "objs/OWNER/HASH");
        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.out()).containsPattern("Objects +5 +0 +0");
    }

    @Test
    void wrongOriginalsAreToldApart() {
        var elsewhere = PostgresServer.freshDatabase();
        environment.put("PGPASSWORD", elsewhere.password().reveal());
        assertFails(
                importedFrom(address(elsewhere), original.objects()), "not the database of an original Quilt registry");
        assertFails(
                importedFrom(address(elsewhere) + "nowhere", original.objects()),
                "does not exist",
                "Check user, password and the name of the database.");
        assertFails(
                importedFrom("postgresql://a@127.0.0.1:" + FreePort.find() + "/b", original.objects()),
                "nothing listens there",
                "pg_hba.conf");
        assertFails(
                importedFrom("postgresql://a@no-such-host.invalid/b", original.objects()),
                "its host is not known on this computer");
        environment.remove("PGPASSWORD");
        assertFails(imported(), "Give the password of " + original.database().user() + ", such as by PGPASSWORD.");
        environment.put("PGPASSWORD", "canary of a wrong password");
        var refused = imported();
        assertFails(refused, "password authentication failed");
        assertThat(refused.err()).doesNotContain("canary");
        environment.put("PGPASSWORD", original.database().password().reveal());
        assertFails(
                importedFrom(address(original.database()), original.objects() + "-nowhere"),
                "has no bucket",
                "behind the last slash");
        environment.put("AWS_SECRET_ACCESS_KEY", "canary of a wrong key");
        var denied = imported();
        assertFails(denied, "does not accept the keys", "AWS_SECRET_ACCESS_KEY");
        assertThat(denied.err()).doesNotContain("canary");
        environment.put("AWS_SECRET_ACCESS_KEY", original.bucket().secretKey().reveal());
        original.run("revoke select on comment from " + original.database().user());
        assertFails(imported(), "may not read the tables comment", "GRANT SELECT");
        original.run("drop table comment");
        original.run("alter table event drop column extra");
        assertFails(imported(), "there is no comment, event.extra", "flask db upgrade");
    }

    /** As after {@code config import} of the original's own settings. */
    @Test
    void placesOfTheOriginalAreNotMadeThoseOfTheAppliance() {
        String own = environment.get("SQLALCHEMY_DATABASE_URI");
        environment.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(original.database()));
        var sameDatabase = imported();
        environment.put("SQLALCHEMY_DATABASE_URI", own);
        environment.put("APPLIANCE_STORE", "external");
        environment.put("S3_ENDPOINT", original.bucket().endpoint().toString());
        environment.put("PACKAGE_BUCKET_NAME", original.bucket().bucket());
        var sameBucket = imported();

        assertThat(sameDatabase.exitCode()).isEqualTo(3);
        assertThat(sameDatabase.err()).contains("name the database of the original as its own", "APPLIANCE_DB managed");
        assertThat(sameBucket.exitCode()).isEqualTo(3);
        assertThat(sameBucket.err()).contains("name the bucket of the original as its own", "APPLIANCE_STORE managed");
    }

    @Test
    void applianceIsNoOriginal() {
        assertThat(imported().exitCode()).isZero();
        String other =
                environment.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(PostgresServer.freshDatabase()));

        var result = importedFrom(other, original.objects());

        assertFails(result, "the one of a Quilt Appliance");
        assertThat(result.err()).contains("Notice: others on this computer can read the password");
    }

    private static void assertFails(CommandResult result, String... texts) {
        assertThat(result.exitCode()).as("%s", result).isEqualTo(1);
        assertThat(result.err()).contains(texts);
    }

    @Test
    void wrongUseIsToldBeforeAnythingHappens() {
        assertThat(run("import-quilt2", "--objects", "https://a/b").exitCode()).isEqualTo(2);
        assertThat(importedFrom("mysql://a@b/c", original.objects()).err())
                .contains("postgresql://USER@HOST:PORT/DATABASE");
        environment.remove("AWS_SECRET_ACCESS_KEY");
        var keyless = imported();
        assertThat(keyless.exitCode()).isEqualTo(2);
        assertThat(keyless.err()).contains("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        assertThat(folder.resolve("home/logs")).doesNotExist();
    }
}
