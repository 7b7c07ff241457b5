package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.backup.Manifest;
import org.quiltappliance.server.backup.ObjectProblem;
import org.quiltappliance.server.backup.Snapshot;
import org.quiltappliance.server.backup.SwitchJournal;
import org.quiltappliance.server.backup.SwitchJournal.Phase;
import org.quiltappliance.server.backup.Verification;
import org.quiltappliance.server.config.BackupConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.inventory.PackageQuery;
import org.quiltappliance.server.inventory.Room;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.FormerTables;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Tree;

/** What happens to data beside the requests of clients ({@code control-panel.md} sections 9 and 10). */
class DataServiceIT {

    private static final int QUICK = 1;
    private static final String PASSWORD = "correct horse";

    @TempDir
    Path folder;

    private final DatabaseConfig.Postgres database = PostgresServer.freshDatabase();
    private final Map<String, String> environment = new HashMap<>();
    private final List<ApplianceService> opened = new ArrayList<>();
    private Home home;

    @BeforeEach
    void settle() {
        home = new Home(folder.resolve("home"));
        environment.put("APPLIANCE_REGISTRY_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_CATALOG_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_DB", "external");
        environment.put("APPLIANCE_STORE", "folder");
        environment.put("APPLIANCE_ADMIN_PASSWORD", PASSWORD);
        environment.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(database));
    }

    @AfterEach
    void close() {
        opened.forEach(ApplianceService::close);
    }

    private ApplianceService started(String mode) throws Exception {
        var clock = Clock.systemUTC();
        var source = new SettingsSource(home, Map.of(), environment, clock);
        var service = ApplianceService.open(
                source,
                new ServiceParts(
                        config -> new Assembly(config, clock, QUICK),
                        path -> new DiskSpace(50L << 30, 100L << 30),
                        Duration.ofSeconds(10),
                        Duration.ofMillis(50),
                        new Redaction(),
                        settings -> {},
                        made -> {},
                        clock));
        opened.add(service);
        source.files().set("APPLIANCE_MODE", mode);
        assertThat(service.start().get(60, SECONDS)).isInstanceOf(Outcome.Done.class);
        return service;
    }

    private void stop(ApplianceService service) {
        service.close();
        opened.remove(service);
    }

    private RegistryClient signedIn(String password) {
        return new RegistryClient(URI.create("http://localhost:" + environment.get("APPLIANCE_REGISTRY_PORT")))
                .signedIn("admin", password);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().reveal());
    }

    private void sql(String statement) throws SQLException {
        try (var connection = connect();
                var work = connection.createStatement()) {
            work.execute(statement);
        }
    }

    private boolean hasSchema(String name) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().reveal());
                var work = connection.createStatement();
                var found = work.executeQuery("select 1 from pg_namespace where nspname = '" + name + "'")) {
            return found.next();
        }
    }

    private void madeLongAgo() throws IOException {
        Files.createDirectories(home.folder());
        new Instance(
                        "0a1b2c3d",
                        Instant.now().minus(Duration.ofDays(10)),
                        Instance.FORMAT,
                        Version.current(),
                        Version.current(),
                        Map.of())
                .write(home);
    }

    private static Tree many() {
        var random = new Random(7);
        var tree = Tree.empty();
        for (int i = 0; i < 150; i++) {
            var bytes = new byte[100_000];
            random.nextBytes(bytes);
            tree = tree.file("file" + i, bytes);
        }
        return tree;
    }

    @Test
    void storageIsMeasuredWhileItRunsAndKnownAfterwards() throws Exception {
        var service = started("persistent");
        new QuiltClient(signedIn(PASSWORD)).push(new Pkg("admin", "sized"), Tree.of("a", "12345", "b", "678"));

        var live = service.storage().usage();

        assertThat(live.live()).isTrue();
        assertThat(live.database().what()).startsWith("PostgreSQL ");
        assertThat(live.database().place()).startsWith("at ").doesNotContain(PASSWORD);
        assertThat(live.databaseBytes().orElseThrow()).isPositive();
        assertThat(live.objectBytes()).hasValue(8);
        assertThat(live.packages()).extracting(Room::name).containsExactly("admin/sized");
        assertThat(live.disk().orElseThrow().space().total()).isEqualTo(100L << 30);
        assertThat(service.storage().volumes().all()).isEmpty();
        assertThat(service.storage().images()).isEmpty();

        service.stop(Duration.ZERO).get(60, SECONDS);
        var last = service.storage().usage();
        assertThat(last.live()).isFalse();
        assertThat(last.measured()).isEqualTo(live.measured());
        assertThat(last.databaseBytes()).isEqualTo(live.databaseBytes());
        assertThat(last.objectBytes()).hasValue(8);
        assertThat(last.packages()).isEmpty();
    }

    @Test
    void packageGoesByItsTypedNameAloneAndOnlyWhileTheRegistryRuns() throws Exception {
        var service = started("persistent");
        var pkg = new Pkg("admin", "gone");
        new QuiltClient(signedIn(PASSWORD)).push(pkg, Samples.demo());

        assertThatThrownBy(() -> service.packages().delete("admin", "gone", "gone"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("admin/gone");
        assertThat(service.packages().page(PackageQuery.all(9)).total()).isEqualTo(1);

        service.packages().delete("admin", "gone", "admin/gone");
        assertThat(service.packages().page(PackageQuery.all(9)).total()).isZero();
        assertThat(signedIn(PASSWORD).get(pkg.all("package")).status()).isEqualTo(404);
        assertThatThrownBy(() -> service.packages().delete("admin", "gone", "admin/gone"))
                .isInstanceOf(NotFound.class);

        service.stop(Duration.ZERO).get(60, SECONDS);
        assertThatThrownBy(() -> service.packages().page(PackageQuery.all(9))).isInstanceOf(Unavailable.class);
    }

    @Test
    void verificationOfAPackageFindsWhatIsMissingOfItAlone() throws Exception {
        var service = started("persistent");
        var quilt = new QuiltClient(signedIn(PASSWORD));
        quilt.push(new Pkg("admin", "whole"), Tree.of("a", "12345"));
        quilt.push(new Pkg("admin", "broken"), Tree.of("a", "12345", "b", "not there any more"));
        try (Stream<Path> files = Files.walk(home.objects())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).equals("not there any more")) {
                    Files.delete(file);
                }
            }
        }

        var whole = service.packages().verify("admin", "whole").result().get(60, SECONDS);
        var broken = service.packages().verify("admin", "broken").result().get(60, SECONDS);

        assertThat(whole.isGood()).isTrue();
        assertThat(whole.objects()).isEqualTo(1);
        assertThat(broken.objects()).isEqualTo(2);
        assertThat(broken.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo(ObjectProblem.What.MISSING);
            assertThat(problem.packages()).containsExactly("admin/broken");
        });
    }

    @Test
    void rowsAreSavedBeforeTablesAreUpdated() throws Exception {
        var first = started("persistent");
        new QuiltClient(signedIn(PASSWORD)).push(new Pkg("admin", "kept"), Samples.demo());
        stop(first);
        try (var connection = connect()) {
            FormerTables.before(3, connection);
        }

        var service = started("persistent");

        var saved = service.data().backups();
        assertThat(saved).hasSize(1);
        var manifest = saved.get(0).manifest().orElseThrow();
        assertThat(manifest.kind()).isEqualTo(Manifest.Kind.SAFETY);
        assertThat(manifest.note()).startsWith("before the tables are updated");
        assertThat(manifest.packages()).isEqualTo(1);
    }

    @Test
    void missedBackupIsMadeUpAndOldOnesGo() throws Exception {
        madeLongAgo();
        environment.put("APPLIANCE_BACKUP_SCHEDULE", "daily");
        environment.put("APPLIANCE_BACKUP_KEEP", "1");
        var service = started("persistent");

        service.data().keepSchedule();
        await().atMost(60, SECONDS).until(() -> service.data().present().isEmpty());
        service.data().keepSchedule();
        await().atMost(60, SECONDS).until(() -> service.data().present().isEmpty());

        assertThat(service.data().backups())
                .singleElement()
                .extracting(snapshot -> snapshot.manifest().orElseThrow().note())
                .isEqualTo("by schedule");
    }

    @Test
    void folderChosenWhileItRunsHasWhatIsMadeAndRestoredFromThenOn() throws Exception {
        var service = started("persistent");
        var client = new QuiltClient(signedIn(PASSWORD));
        var kept = new Pkg("admin", "kept");
        var tree = Samples.oneFile();
        client.push(kept, tree);
        var elsewhere = folder.resolve("elsewhere");

        service.data().plan(new BackupConfig(elsewhere, BackupConfig.Schedule.OFF, 3));
        var saved = service.data().backUp("", Optional.empty()).result().get(60, SECONDS);
        client.push(new Pkg("admin", "later"), tree);
        service.data()
                .restore(saved.id().text(), "My registry", Optional.empty(), false)
                .result()
                .get(60, SECONDS);

        assertThat(service.count().packages()).isEqualTo(1);
        assertThat(new QuiltClient(signedIn(PASSWORD)).install(kept).objects()).containsOnlyKeys(tree.objectHashes());
        assertThat(service.data().backups()).extracting(Snapshot::id).contains(saved.id());
        assertThat(home.backups()).doesNotExist();
        assertThat(service.metrics().disks())
                .filteredOn(place -> place.place().equals("backups"))
                .extracting(place -> place.folder())
                .containsExactly(elsewhere);
    }

    @Test
    void registryWithoutBackupsSaysSo() throws Exception {
        madeLongAgo();

        var service = started("persistent");

        await().atMost(30, SECONDS)
                .until(() -> service.snapshot().problems().stream()
                        .anyMatch(problem -> problem.code() == ProblemCode.BACKUP_OVERDUE));
        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.RUNNING);
    }

    @Test
    @Tag("AT-20")
    void backupMadeWhilePeoplePushIsCompleteAndConsistent() throws Exception {
        var service = started("persistent");
        var client = signedIn(PASSWORD);
        var enough = new AtomicBoolean();
        var pushed = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(2);
        try {
            var people = Stream.of("left", "right")
                    .map(name -> threads.submit(() -> {
                        for (int number = 0; !enough.get(); number++) {
                            var tree = Tree.of("own", name + number, "shared", "shared by both, " + number);
                            new QuiltClient(client).push(new Pkg("admin", name + number), tree);
                            pushed.incrementAndGet();
                        }
                    }))
                    .toList();
            await().atMost(60, SECONDS).until(() -> pushed.get() > 4);

            var saved = service.data().backUp("", Optional.empty()).result().get(60, SECONDS);

            int meanwhile = pushed.get();
            await("the pushes go on").atMost(60, SECONDS).until(() -> pushed.get() > meanwhile + 2);
            enough.set(true);
            for (var person : people) {
                person.get(60, SECONDS);
            }
            requireWhole(service, saved);
        } finally {
            enough.set(true);
            threads.shutdown();
        }
    }

    /** Everything that it names is in it, and what is restored of it is a registry without a gap. */
    private void requireWhole(ApplianceService service, Snapshot saved) throws Exception {
        var manifest = saved.manifest().orElseThrow();
        assertThat(manifest.isWithoutErrors()).isTrue();
        assertThat(manifest.packages()).isGreaterThan(4);
        assertThat(service.data()
                        .folder()
                        .resolve("snapshots")
                        .resolve(saved.id().text())
                        .resolve("COMPLETE"))
                .exists();
        for (var depth : List.of(Verification.Depth.FULL, Verification.Depth.DRILL)) {
            var verified =
                    service.data().verify(saved.id().text(), depth).result().get(60, SECONDS);
            assertThat(verified.isGood()).as("%s", verified).isTrue();
        }
        service.data()
                .restore(saved.id().text(), "My registry", Optional.empty(), false)
                .result()
                .get(60, SECONDS);
        assertThat(service.count().packages()).isEqualTo(manifest.packages());
        var restored = service.data().verifyData().result().get(60, SECONDS);
        assertThat(restored.isGood()).as("%s", restored).isTrue();
    }

    @Test
    void cancelledCarryOverLeavesTestModeUntouched() throws Exception {
        var service = started("test");
        var tree = many();
        new QuiltClient(signedIn("quilt")).push(new Pkg("admin", "tried"), tree);

        var task = service.data().carryOver(Optional.empty());
        await().pollInterval(Duration.ofMillis(1))
                .atMost(30, SECONDS)
                .until(() -> task.activity().doneItems() > 0);
        task.cancel();

        assertThatThrownBy(() -> task.result().get(60, SECONDS)).hasCauseInstanceOf(CancellationException.class);
        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.RUNNING);
        assertThat(home.run().resolve("switch.json")).doesNotExist();
        new QuiltClient(signedIn("quilt")).push(new Pkg("admin", "more"), Samples.oneFile());
        assertThat(new QuiltClient(signedIn("quilt"))
                        .install(new Pkg("admin", "tried"))
                        .objects())
                .hasSize(tree.objectHashes().size());

        var again = service.data()
                .carryOver(Optional.of(new Secret("another horse")))
                .result()
                .get(60, SECONDS);
        assertThat(again.started()).isInstanceOf(Outcome.Done.class);
        assertThat(again.password()).isEmpty();
        assertThat(new QuiltClient(signedIn("another horse"))
                        .install(new Pkg("admin", "more"))
                        .objects())
                .hasSize(1);
    }

    @Test
    void carryOverRefusesThePasswordThatEverybodyKnows() throws Exception {
        var service = started("test");

        var task = service.data().carryOver(Optional.of(new Secret("quilt")));

        assertThatThrownBy(() -> task.result().get(60, SECONDS)).hasCauseInstanceOf(Invalid.class);
        new QuiltClient(signedIn("quilt")).push(new Pkg("admin", "more"), Samples.oneFile());
    }

    @Test
    void secretsOfABackupComeAlongWithItsPassphrase() throws Exception {
        environment.remove("QUILT_SECRET_KEY");
        var service = started("persistent");
        var client = signedIn(PASSWORD);
        var passphrase = new Secret("a long passphrase");
        Snapshot saved =
                service.data().backUp("", Optional.of(passphrase)).result().get(60, SECONDS);
        String key = Files.readString(home.secrets());
        service.settings().files().set("QUILT_SECRET_KEY", "another key of sixteen characters");

        var wrong = service.data().restore(saved.id().text(), "My registry", Optional.of(new Secret("no")), false);
        assertThatThrownBy(() -> wrong.result().get(60, SECONDS)).hasMessageContaining("passphrase");
        service.data()
                .restore(saved.id().text(), "My registry", Optional.of(passphrase), false)
                .result()
                .get(60, SECONDS);

        assertThat(Files.readString(home.secrets())).isEqualTo(key);
        assertThat(client.get("/api/me").status())
                .as("tokens are not in backups")
                .isEqualTo(401);
    }

    private SwitchJournal restoring(String schema, Phase phase) {
        var target = new LinkedHashMap<String, String>();
        target.put("APPLIANCE_DB_SCHEMA", schema);
        target.put(
                "APPLIANCE_STORE_FOLDER",
                home.folder().resolve("objects-20260101000000").toString());
        return new SwitchJournal(SwitchJournal.Kind.RESTORE, phase, target, "a backup", Instant.now());
    }

    @Test
    @Tag("AT-22")
    void switchThatWasNotReachedIsTakenBackByTheNextStart() throws Exception {
        var former = started("persistent");
        new QuiltClient(signedIn(PASSWORD)).push(new Pkg("admin", "kept"), Samples.oneFile());
        stop(former);
        sql("create schema quilt_20260101000000");
        sql("create schema somebodys");
        Path left = Files.createDirectories(home.folder().resolve("objects-20260101000000/objs"));
        restoring("quilt_20260101000000", Phase.SWITCHING).write(home);
        var recovered = started("persistent");
        assertThat(new QuiltClient(signedIn(PASSWORD))
                        .install(new Pkg("admin", "kept"))
                        .objects())
                .hasSize(1);
        stop(recovered);
        assertThat(hasSchema("quilt_20260101000000")).isFalse();
        assertThat(left).doesNotExist();

        restoring("somebodys", Phase.FILLING).write(home);
        started("persistent");

        assertThat(hasSchema("somebodys")).as("no name of ours").isTrue();
        assertThat(home.run().resolve("switch.json")).doesNotExist();
    }

    @Test
    void switchThatWasReachedIsFinishedByTheNextStart() throws Exception {
        var service = started("persistent");
        new QuiltClient(signedIn(PASSWORD)).push(new Pkg("admin", "kept"), Samples.oneFile());
        var saved = service.data().backUp("", Optional.empty()).result().get(60, SECONDS);
        service.data()
                .restore(saved.id().text(), "My registry", Optional.empty(), false)
                .result()
                .get(60, SECONDS);
        var written = service.settings().files().written();
        stop(service);
        var target = new LinkedHashMap<String, String>();
        for (String name : List.of("APPLIANCE_DB_SCHEMA", "APPLIANCE_STORE_FOLDER")) {
            target.put(name, written.get(name));
        }
        new SwitchJournal(SwitchJournal.Kind.RESTORE, Phase.SWITCHING, target, "a backup", Instant.now()).write(home);

        started("persistent");

        assertThat(home.run().resolve("switch.json")).doesNotExist();
        assertThat(new QuiltClient(signedIn(PASSWORD))
                        .install(new Pkg("admin", "kept"))
                        .objects())
                .hasSize(1);
    }
}
