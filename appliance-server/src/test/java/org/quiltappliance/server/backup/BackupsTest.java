package org.quiltappliance.server.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.backup.ObjectProblem.What;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.server.config.BackupConfig.Schedule;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.SettingsCopy;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.testing.ObjectSamples;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.Tree;

@TestInstance(Lifecycle.PER_CLASS)
class BackupsTest {

    private static final BackupRequest REQUEST = BackupRequest.full(BackupRoundTripContract.ORIGIN, SettingsCopy.NONE);

    private final Clock clock = Clock.systemUTC();
    private SampleRegistry registry;
    private DataLock lock;

    @TempDir
    Path folder;

    @BeforeAll
    void fill() {
        registry = new SampleRegistry(TestDatabase.H2);
        lock = new DataLock(registry.place.database);
    }

    @AfterAll
    void close() {
        registry.close();
    }

    private Backups fresh() {
        return new Backups(folder.resolve(Samples.fresh("repository")), clock);
    }

    private Snapshot backup(Backups backups) {
        return backup(backups, REQUEST);
    }

    private Snapshot backup(Backups backups, BackupRequest request) {
        return backups.create(request, registry.place.database, registry.place.store, lock, BackupProgress.silent());
    }

    private TransferReport restore(Backups backups, SnapshotId id, TestPlace target, Damage damage) {
        return new Restores(backups, clock).restore(id, target.place(), damage, BackupProgress.silent());
    }

    private static Manifest manifest(Snapshot snapshot) {
        return snapshot.manifest().orElseThrow();
    }

    private Pkg push(String name, Tree tree) {
        var pkg = new Pkg(registry.ada.name(), Samples.fresh(name));
        registry.quilt(registry.ada).push(pkg, tree);
        return pkg;
    }

    private static Hash hash(String content) {
        return ObjectSamples.hashOf(content.getBytes(UTF_8));
    }

    /** Changes one byte in the middle of a file. */
    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void secondBackupCopiesOnlyWhatIsNew() {
        var backups = fresh();
        var first = manifest(backup(backups));
        push("more", Tree.of("more", "more than before\n"));

        var second = manifest(backup(backups));

        assertThat(first.objects().added()).isGreaterThan(5);
        assertThat(second.objects().added()).isEqualTo(1);
        assertThat(second.objects().addedBytes()).isEqualTo("more than before\n".length());
        assertThat(second.packages()).isEqualTo(first.packages() + 1);
        assertThat(backups.list()).hasSize(2);
    }

    @Test
    void backupIsProvenOnceEveryByteWasVerifiedUntilOneTurnsOutWrong() throws IOException {
        var backups = fresh();
        String instance = BackupRoundTripContract.ORIGIN.instanceId();
        var made = backup(backups);

        backups.verify(made.id(), Depth.QUICK, BackupProgress.silent());
        assertThat(backups.lastFull(instance)).isPresent();
        assertThat(backups.lastProven(instance)).isEmpty();

        backups.verify(made.id(), Depth.FULL, BackupProgress.silent());
        assertThat(backups.lastProven(instance)).contains(manifest(made).created());
        assertThat(backups.lastProven("another")).isEmpty();

        flip(backups.repository().contents().place(hash(SampleRegistry.PACKED)));
        backups.verify(made.id(), Depth.FULL, BackupProgress.silent());
        assertThat(backups.lastProven(instance)).isEmpty();
    }

    @Test
    void stateTellsOfTheLastBackupAndOfTheNext() throws IOException {
        var backups = fresh();
        String instance = BackupRoundTripContract.ORIGIN.instanceId();
        var daily = BackupSchedule.usual(Schedule.DAILY, ZoneOffset.UTC);
        var since = clock.instant().minus(Duration.ofDays(3));

        var never = backups.state(daily, instance, Optional.of(since));
        assertThat(never)
                .isEqualTo(
                        new BackupState(true, Schedule.DAILY, daily.at(), daily.next(since), true, Optional.empty()));

        var made = backup(backups);
        var created = manifest(made).created();
        var first = backups.state(daily, instance, Optional.of(since));
        assertThat(first.last()).contains(new BackupState.Last(created, 0, BackupState.Verified.NO));
        assertThat(first.next()).isEqualTo(daily.next(created));
        assertThat(first.isDue()).isFalse();
        assertThat(backups.state(daily, "another", Optional.of(since)).last()).isEmpty();

        backups.verify(made.id(), Depth.FULL, BackupProgress.silent());
        assertThat(verified(backups)).contains(BackupState.Verified.GOOD);
        flip(backups.repository().contents().place(hash(SampleRegistry.PACKED)));
        backups.verify(made.id(), Depth.FULL, BackupProgress.silent());
        assertThat(verified(backups)).contains(BackupState.Verified.BAD);

        var test = backups.state(daily, instance, Optional.empty());
        assertThat(List.of(test.isKept(), test.isDue())).containsExactly(false, false);
        assertThat(test.often()).isEqualTo(Schedule.OFF);
        assertThat(test.next()).isEmpty();
    }

    private static Optional<BackupState.Verified> verified(Backups backups) {
        return backups.state(
                        BackupSchedule.usual(Schedule.OFF, ZoneOffset.UTC),
                        BackupRoundTripContract.ORIGIN.instanceId(),
                        Optional.of(Instant.EPOCH))
                .last()
                .map(BackupState.Last::verified);
    }

    @Test
    void contentsLieUnpackedByTheirHash() {
        var backups = fresh();

        backup(backups);

        String name = hash(SampleRegistry.PACKED).toString();
        assertThat(backups.repository()
                        .folder()
                        .resolve("objects")
                        .resolve(name.substring(0, 2))
                        .resolve(name.substring(2, 4))
                        .resolve(name))
                .hasContent(SampleRegistry.PACKED);
    }

    @Test
    @Tag("AT-23")
    void flippedByteInTheStoreIsReportedWithItsPackages() throws IOException {
        String content = "to be flipped\n";
        var pkg = push("flipped", Tree.of("a", content));
        Path file = registry.place.file(registry.ada.name(), hash(content));
        flip(file);
        try {
            var backups = fresh();

            var made = backup(backups);

            assertThat(manifest(made).isWithoutErrors()).isFalse();
            assertThat(manifest(made).problems())
                    .containsExactly(new ObjectProblem(
                            registry.ada.name(), hash(content), What.DAMAGED, List.of(pkg.toString())));
            assertThat(new LiveCheck(registry.place.place(), clock)
                            .run(Pace.UNLIMITED, BackupProgress.silent())
                            .problems())
                    .isEqualTo(manifest(made).problems());
            assertThat(backups.verify(made.id(), Depth.FULL, BackupProgress.silent())
                            .isGood())
                    .as("what is in the backup is good")
                    .isTrue();
            assertRestoresTheRest(backups, made, pkg);
        } finally {
            Files.writeString(file, content);
        }
    }

    private void assertRestoresTheRest(Backups backups, Snapshot made, Pkg missing) {
        try (var target = TestPlace.empty(TestDatabase.H2)) {
            assertThatThrownBy(() -> restore(backups, made.id(), target, Damage.REFUSE))
                    .isInstanceOf(Invalid.class)
                    .hasMessageContaining(missing.toString());
            assertThat(target.rowCount()).isZero();
            assertThat(target.contents()).isEmpty();

            var report = restore(backups, made.id(), target, Damage.REPORT);

            assertThat(report.problems()).extracting(ObjectProblem::packages).containsExactly(List.of(missing + ""));
            assertThat(target.rows()).isEqualTo(registry.place.rows());
        }
    }

    @Test
    void missingObjectIsReportedWithItsPackages() throws IOException {
        String content = "to be lost\n";
        var pkg = push("lost", Tree.of("a", content));
        registry.place.store.delete(registry.ada.name(), hash(content));
        try {
            var made = backup(fresh());

            assertThat(manifest(made).problems())
                    .containsExactly(new ObjectProblem(
                            registry.ada.name(), hash(content), What.MISSING, List.of(pkg.toString())));
        } finally {
            Files.writeString(registry.place.file(registry.ada.name(), hash(content)), content);
        }
    }

    @Test
    @Tag("AT-23")
    void fullVerifyFindsAFlippedByteThatAQuickOneCannotSee() throws IOException {
        var backups = fresh();
        var made = backup(backups);
        flip(backups.repository().contents().place(hash("hello quilt\n")));

        var quick = backups.verify(made.id(), Depth.QUICK, BackupProgress.silent());
        var full = backups.verify(made.id(), Depth.FULL, BackupProgress.silent());

        assertThat(quick.isGood()).isTrue();
        assertThat(full.isGood()).isFalse();
        assertThat(full.problems())
                .containsExactly(new ObjectProblem(
                        registry.ada.name(), hash("hello quilt\n"), What.DAMAGED, List.of(registry.demo.toString())));
        assertThat(backups.find(made.id()).verifications()).containsExactlyInAnyOrder(quick, full);
    }

    @Test
    void quickVerifyFindsAMissingContent() throws IOException {
        var backups = fresh();
        var made = backup(backups);
        Files.delete(backups.repository().contents().place(hash("hello quilt\n")));

        var quick = backups.verify(made.id(), Depth.QUICK, BackupProgress.silent());

        assertThat(quick.problems()).extracting(ObjectProblem::what).containsExactly(What.MISSING);
        assertThat(manifest(backup(backups)).objects().added())
                .as("the next backup repairs it")
                .isEqualTo(1);
    }

    @Test
    void damageAnywhereInASnapshotIsFoundAndNotRestored() throws IOException {
        var backups = fresh();
        var made = backup(backups);
        for (Path file : filesOf(backups, made.id())) {
            byte[] whole = Files.readAllBytes(file);
            for (byte[] damaged : List.of(cut(whole), flipped(whole))) {
                Files.write(file, damaged);

                var found = backups.verify(made.id(), Depth.FULL, BackupProgress.silent());
                assertThat(found.isGood()).as("%s", file).isFalse();
                try (var target = TestPlace.empty(TestDatabase.H2)) {
                    assertThatThrownBy(() -> restore(backups, made.id(), target, Damage.REPORT))
                            .as("%s", file)
                            .isInstanceOf(Invalid.class);
                    assertThat(target.rowCount()).isZero();
                    assertThat(target.contents()).isEmpty();
                }
            }
            Files.write(file, whole);
        }
        assertThat(backups.verify(made.id(), Depth.FULL, BackupProgress.silent())
                        .isGood())
                .isTrue();
    }

    private static List<Path> filesOf(Backups backups, SnapshotId id) throws IOException {
        try (Stream<Path> files = Files.walk(backups.repository().snapshot(id))) {
            // An empty settings file has no byte to damage.
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() > 0)
                    .toList();
        }
    }

    private static byte[] cut(byte[] whole) {
        return Arrays.copyOf(whole, whole.length - 1);
    }

    private static byte[] flipped(byte[] whole) {
        byte[] bytes = whole.clone();
        bytes[bytes.length / 2] ^= 1;
        return bytes;
    }

    @Test
    void snapshotOfANewerProgramIsRefused() throws IOException {
        var backups = fresh();
        var made = backup(backups);
        pretend(backups, made.id(), "\"format\" : 1", "\"format\" : 2");

        assertThat(backups.find(made.id()).problem()).contains("newer version", "1.0");
        try (var target = TestPlace.empty(TestDatabase.H2)) {
            assertThatThrownBy(() -> restore(backups, made.id(), target, Damage.REPORT))
                    .isInstanceOf(Invalid.class)
                    .hasMessageContaining("newer version");
            assertThat(target.rowCount()).isZero();
        }
    }

    @Test
    void columnThatThisProgramDoesNotKnowIsRefused() throws IOException {
        var backups = fresh();
        var made = backup(backups);
        pretend(backups, made.id(), "\"user_version\"", "\"shoe_size\"");

        try (var target = TestPlace.empty(TestDatabase.H2)) {
            assertThatThrownBy(() -> restore(backups, made.id(), target, Damage.REPORT))
                    .isInstanceOf(Invalid.class)
                    .hasMessageContaining("a column in the table version");
            assertThat(target.rowCount()).isZero();
            assertThat(target.contents()).isEmpty();
        }
    }

    /** Rewrites a manifest as another program would have written it. */
    private static void pretend(Backups backups, SnapshotId id, String from, String to) throws IOException {
        Path snapshot = backups.repository().snapshot(id);
        String manifest = Files.readString(snapshot.resolve(Repository.MANIFEST));
        assertThat(manifest).contains(from);
        Files.writeString(snapshot.resolve(Repository.MANIFEST), manifest.replace(from, to));
        Files.writeString(
                snapshot.resolve(Repository.COMPLETE),
                Repository.completeText(Files.readAllBytes(snapshot.resolve(Repository.MANIFEST))));
    }

    @Test
    void rowsOfAnOlderFormatAreUpgraded() {
        var row = Row.JSON.createObjectNode().put("nick", "ada");
        var upgrades = new FormatUpgrades(
                3,
                Map.of(
                        1,
                        (table, old) -> old.put("name", old.remove("nick").textValue()),
                        2,
                        (table, old) -> old.put("table", table)));

        assertThat(upgrades.row(1, "account", row))
                .isEqualTo(Row.JSON.createObjectNode().put("name", "ada").put("table", "account"));
        assertThatThrownBy(() -> upgrades.row(0, "account", row)).isInstanceOf(Invalid.class);
    }

    @Test
    void deletedBackupTakesOnlyWhatNoOtherNeeds() {
        var backups = fresh();
        var first = backup(backups);
        push("later", Tree.of("later", "only in the second\n"));
        var second = backup(backups);

        long freed = backups.delete(second.id(), BackupProgress.silent());

        assertThat(freed).isEqualTo("only in the second\n".length());
        assertThat(backups.list()).extracting(Snapshot::id).containsExactly(first.id());
        assertThat(backups.verify(first.id(), Depth.FULL, BackupProgress.silent())
                        .isGood())
                .isTrue();
        assertThatThrownBy(() -> backups.find(second.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void exportedFileComesInElsewhere() {
        var backups = fresh();
        var made = backup(backups);
        Path file = folder.resolve("one.quiltbackup");
        backups.exportFile(made.id(), file, BackupProgress.silent());
        var elsewhere = fresh();

        var imported = elsewhere.importFile(file, BackupProgress.silent());

        assertThat(imported.manifest()).isEqualTo(made.manifest());
        assertThat(elsewhere
                        .verify(made.id(), Depth.FULL, BackupProgress.silent())
                        .isGood())
                .isTrue();
        try (var target = TestPlace.empty(TestDatabase.H2)) {
            restore(elsewhere, made.id(), target, Damage.REFUSE);
            assertThat(target.rows()).isEqualTo(registry.place.rows());
        }
        assertThatThrownBy(() -> elsewhere.importFile(file, BackupProgress.silent()))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> backups.exportFile(made.id(), file, BackupProgress.silent()))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void damagedFileChangesNothing() throws IOException {
        var backups = fresh();
        Path file = folder.resolve("damaged.quiltbackup");
        backups.exportFile(backup(backups).id(), file, BackupProgress.silent());
        byte[] whole = Files.readAllBytes(file);
        for (int share = 1; share < 20; share++) {
            int place = whole.length / 20 * share;
            byte[] bad = share % 2 == 0 ? Arrays.copyOf(whole, place) : whole.clone();
            if (share % 2 != 0) {
                bad[place] ^= 1;
            }
            Files.write(file, bad);
            var elsewhere = fresh();

            // A flipped bit in a field of the zip that says nothing, such as a time, does no harm.
            try {
                var id = elsewhere.importFile(file, BackupProgress.silent()).id();
                assertThat(elsewhere
                                .verify(id, Depth.FULL, BackupProgress.silent())
                                .isGood())
                        .isTrue();
            } catch (Invalid refused) {
                assertThat(elsewhere.list()).isEmpty();
                assertThat(DurableFiles.children(elsewhere.repository().folder().resolve("incoming")))
                        .isEmpty();
            }
        }
    }

    @Test
    void fileThatReachesElsewhereIsRefused() throws IOException {
        for (String evil : List.of(
                "../evil",
                "snapshots/2026-11-23T031500Z-7f3a/../../evil",
                "snapshots/2026-11-23T031500Z-7f3a/data/../../../evil.jsonl.gz",
                "/tmp/evil",
                "objects/ab/cd/evil",
                "snapshots/2026-11-23T031500Z-7f3a/evil")) {
            Path file = folder.resolve(Samples.fresh("evil") + ".quiltbackup");
            try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.putNextEntry(new ZipEntry("snapshots/2026-11-23T031500Z-7f3a/COMPLETE"));
                zip.closeEntry();
                zip.putNextEntry(new ZipEntry(evil));
                zip.write("evil".getBytes(UTF_8));
                zip.closeEntry();
            }
            var backups = fresh();

            assertThatThrownBy(() -> backups.importFile(file, BackupProgress.silent()))
                    .as(evil)
                    .isInstanceOf(Invalid.class);

            assertThat(backups.list()).isEmpty();
            try (Stream<Path> all = Files.walk(folder)) {
                assertThat(all.map(path -> path.getFileName().toString())).doesNotContain("evil", "evil.jsonl.gz");
            }
        }
    }

    @Test
    void secretsOpenWithTheirPassphraseOnly() throws IOException {
        var settings = SettingsCopy.of(Map.of("REGISTRY_URL", "http://x", "QUILT_SECRET_KEY", "the canary"));
        assertThat(settings.secrets()).containsKey("QUILT_SECRET_KEY");
        var backups = fresh();
        var request = BackupRequest.full(BackupRoundTripContract.ORIGIN, settings);
        var restores = new Restores(backups, clock);

        var without = backup(backups, request);
        var with = backup(backups, request.withSecrets(new Secret("correct horse")));

        assertThat(restores.preview(without.id()).hasSecrets()).isFalse();
        assertThat(restores.preview(with.id()).hasSecrets()).isTrue();
        assertThat(restores.settings(with.id(), Optional.empty()))
                .isEqualTo(new SettingsCopy(settings.plain(), Map.of()));
        assertThat(restores.settings(with.id(), Optional.of(new Secret("correct horse"))))
                .isEqualTo(settings);
        assertThatThrownBy(() -> restores.settings(with.id(), Optional.of(new Secret("Correct horse"))))
                .isInstanceOf(Forbidden.class)
                .hasMessageNotContaining("horse");
        for (Snapshot snapshot : List.of(without, with)) {
            for (Path file : filesOf(backups, snapshot.id())) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain("canary");
            }
        }
    }

    @Test
    void previewTellsWhatARestoreWouldBring() throws IOException {
        var backups = fresh();
        var made = backup(backups);
        Files.delete(backups.repository().contents().place(hash("hello quilt\n")));

        var preview = new Restores(backups, clock).preview(made.id());

        assertThat(preview.manifest()).isEqualTo(manifest(made));
        assertThat(preview.missingObjects()).isEqualTo(1);
        assertThat(preview.neededBytes()).isEqualTo(manifest(made).objects().bytes() - "hello quilt\n".length());
    }

    @Test
    void safetyBackupHasRowsAndNamesOfObjectsOnly() {
        var backups = fresh();
        var made = backup(
                backups, BackupRequest.safety(BackupRoundTripContract.ORIGIN, "before an upgrade", SettingsCopy.NONE));
        assertThat(manifest(made).note()).isEqualTo("before an upgrade");
        assertThat(DurableFiles.children(backups.repository().folder().resolve("objects")))
                .isEmpty();
        assertThat(backups.verify(made.id(), Depth.FULL, BackupProgress.silent())
                        .isGood())
                .isTrue();
        assertThatThrownBy(() ->
                        backups.exportFile(made.id(), folder.resolve("none.quiltbackup"), BackupProgress.silent()))
                .isInstanceOf(Conflict.class);

        try (var target = TestPlace.empty(TestDatabase.H2)) {
            var report = new Restores(backups, clock)
                    .restore(made.id(), target.with(registry.place.store), Damage.REFUSE, BackupProgress.silent());

            assertThat(report.isWithoutErrors()).isTrue();
            assertThat(target.rows()).isEqualTo(registry.place.rows());
        }
    }

    @Test
    void backupThatDoesNotFitIsRefusedBeforeItBegins() {
        Path full = folder.resolve("full");
        var backups = new Backups(
                new Repository(
                        full, new DurableFiles(), any -> new DiskSpace(Repository.KEEP_FREE_BYTES + 100, 1 << 30)),
                clock,
                FormatUpgrades.PRESENT);

        assertThatThrownBy(() -> backup(backups)).isInstanceOf(NoSpace.class).hasMessageContaining(full.toString());

        assertThat(backups.list()).isEmpty();
        assertThat(DurableFiles.children(full.resolve("snapshots"))).isEmpty();
    }

    @Test
    void twoThingsAtOnceAreRefused() throws InterruptedException, ExecutionException {
        var backups = fresh();
        var inside = new CountDownLatch(1);
        var enough = new CountDownLatch(1);
        var thread = Executors.newSingleThreadExecutor();
        try {
            var other = thread.submit(() -> lock.during("a restore", () -> {
                inside.countDown();
                try {
                    enough.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return true;
            }));
            inside.await();

            assertThatThrownBy(() -> backup(backups))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("a restore is running");

            enough.countDown();
            assertThat(other.get()).isTrue();
            assertThat(backup(backups).problem()).isEmpty();
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void drillReadsARestoredPackage() {
        var backups = fresh();
        var made = backup(backups);
        var used = new ArrayList<String>();

        var result = new Drill(backups, clock, new Random(1))
                .run(
                        made.id(),
                        folder.resolve("scratch"),
                        scratch -> used.add(scratch.owner() + "/" + scratch.name()),
                        BackupProgress.silent());

        assertThat(result.isGood()).isTrue();
        assertThat(used).hasSize(1).allSatisfy(name -> assertThat(name).contains("/"));
        assertThat(DurableFiles.children(folder.resolve("scratch"))).isEmpty();
        assertThat(backups.find(made.id()).verifications()).containsExactly(result);
    }

    @Test
    void drillFindsWhatARestoreWouldLack() throws IOException {
        var backups = fresh();
        var made = backup(backups);
        flip(backups.repository().contents().place(hash("hello quilt\n")));

        var result = new Drill(backups, clock, new Random(1))
                .run(made.id(), folder.resolve("scratch"), scratch -> {}, BackupProgress.silent());

        assertThat(result.isGood()).isFalse();
        assertThat(result.problems()).extracting(ObjectProblem::what).containsExactly(What.DAMAGED);
    }

    @Test
    @Tag("AT-20")
    void backupDuringPushesIsConsistent() throws InterruptedException, ExecutionException {
        var backups = fresh();
        var stop = new AtomicBoolean();
        var started = new CountDownLatch(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var pushers = Stream.of(registry.ada, registry.ben)
                    .map(person -> threads.submit(() -> {
                        int pushes = 0;
                        while (!stop.get()) {
                            var tree = Tree.of("a", person.name() + pushes++, "b", "b" + pushes);
                            registry.quilt(person).push(new Pkg(person.name(), "busy" + pushes % 3), tree);
                            started.countDown();
                        }
                        return pushes;
                    }))
                    .toList();
            started.await();
            var made = new ArrayList<Snapshot>();
            for (int i = 0; i < 4; i++) {
                made.add(backup(backups));
            }
            stop.set(true);
            for (var pusher : pushers) {
                assertThat(pusher.get()).isPositive();
            }

            for (Snapshot snapshot : made) {
                assertThat(manifest(snapshot).isWithoutErrors()).isTrue();
                assertThat(backups.verify(snapshot.id(), Depth.FULL, BackupProgress.silent())
                                .isGood())
                        .isTrue();
                try (var target = TestPlace.empty(TestDatabase.H2)) {
                    // Rows that refer to others which are not there would be refused.
                    assertThat(restore(backups, snapshot.id(), target, Damage.REFUSE)
                                    .isWithoutErrors())
                            .isTrue();
                    assertThat(new LiveCheck(target.place(), clock)
                                    .run(Pace.UNLIMITED, BackupProgress.silent())
                                    .isGood())
                            .isTrue();
                }
            }
        } finally {
            stop.set(true);
            threads.shutdown();
        }
    }
}
