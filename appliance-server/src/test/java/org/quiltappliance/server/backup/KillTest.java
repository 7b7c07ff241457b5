package org.quiltappliance.server.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.server.config.SettingsCopy;
import org.quiltappliance.server.home.OwnerFiles;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestDatabase;

/** Ends work at every single step, one after the other, and looks at what is left. */
@TestInstance(Lifecycle.PER_CLASS)
class KillTest {

    private static final BackupRequest REQUEST = BackupRequest.full(BackupRoundTripContract.ORIGIN, SettingsCopy.NONE);

    private final Clock clock = Clock.systemUTC();
    private TestPlace source;
    private StartedAppliance appliance;

    @TempDir
    Path folder;

    @BeforeAll
    void fill() {
        source = TestPlace.empty(TestDatabase.H2);
        appliance = StartedAppliance.start(source.storage, Switches.ALL_ON);
        var person = appliance.person();
        var quilt = new QuiltClient(appliance.client().as(person));
        quilt.push(new Pkg(person.name(), "small"), Samples.oneFile());
    }

    @AfterAll
    void close() {
        appliance.close();
        source.close();
    }

    private Backups backups(Path repository, Runnable beforeChange) {
        return new Backups(
                new Repository(repository, new DurableFiles(beforeChange), DiskSpace::of),
                clock,
                FormatUpgrades.PRESENT);
    }

    private Snapshot backup(Backups backups, BackupProgress progress) {
        return backups.create(REQUEST, source.database, source.store, new DataLock(source.database), progress);
    }

    private interface Deed {
        void run() throws IOException;
    }

    /** Whether it was killed. */
    private static boolean isKilled(Deed deed) throws IOException {
        try {
            deed.run();
            return false;
        } catch (Killed killed) {
            return true;
        }
    }

    @Test
    void killedBackupDoesNotCountAndHurtsNoOther() throws IOException {
        Path repository = folder.resolve("repository");
        var good = backup(backups(repository, () -> {}), BackupProgress.silent());
        boolean killed = true;
        int step = 1;
        for (; killed; step++) {
            var steps = Steps.killedAt(step);
            killed = isKilled(() -> backup(backups(repository, steps::step), steps.progress()));

            var reopened = backups(repository, () -> {});
            var whole = reopened.list();
            assertThat(whole)
                    .as("step %s", step)
                    .allSatisfy(it -> assertThat(it.problem()).isEmpty());
            assertThat(whole).extracting(Snapshot::id).contains(good.id());
            for (var snapshot : whole) {
                assertThat(reopened.verify(snapshot.id(), Depth.FULL, BackupProgress.silent())
                                .isGood())
                        .as("step %s", step)
                        .isTrue();
            }
            reopened.recover();
            for (var snapshot : whole) {
                if (!snapshot.id().equals(good.id())) {
                    reopened.delete(snapshot.id(), BackupProgress.silent());
                }
            }
            assertThat(DurableFiles.children(repository.resolve("incoming"))).isEmpty();
            assertThat(DurableFiles.children(repository.resolve("snapshots")))
                    .extracting(path -> path.getFileName().toString())
                    .containsExactlyInAnyOrder(good.id().text(), good.id() + ".checked.json");
        }
        assertThat(step).isGreaterThan(50);
    }

    @Test
    void killedFirstBackupLeavesAFolderThatTheNextOneUses() throws IOException {
        boolean killed = true;
        for (int step = 1; killed; step++) {
            Path repository = folder.resolve("first");
            var steps = Steps.killedAt(step);
            killed = isKilled(() -> backup(backups(repository, steps::step), steps.progress()));

            var reopened = backups(repository, () -> {});
            var next = backup(reopened, BackupProgress.silent());
            assertThat(reopened.verify(next.id(), Depth.FULL, BackupProgress.silent())
                            .isGood())
                    .as("step %s", step)
                    .isTrue();
            OwnerFiles.empty(repository);
        }
    }

    @Test
    void killedImportOfAFileLeavesAllOrNothing() throws IOException {
        var from = backups(folder.resolve("repository"), () -> {});
        var made = backup(from, BackupProgress.silent());
        Path file = folder.resolve("one.quiltbackup");
        from.exportFile(made.id(), file, BackupProgress.silent());
        boolean killed = true;
        for (int step = 1; killed; step++) {
            Path repository = folder.resolve("importing");
            var steps = Steps.killedAt(step);
            killed = isKilled(() -> backups(repository, steps::step).importFile(file, steps.progress()));

            var reopened = backups(repository, () -> {});
            reopened.recover();
            if (reopened.list().isEmpty()) {
                reopened.importFile(file, BackupProgress.silent());
            }
            assertThat(reopened.verify(made.id(), Depth.FULL, BackupProgress.silent())
                            .isGood())
                    .as("step %s", step)
                    .isTrue();
            OwnerFiles.empty(repository);
        }
    }

    @Test
    void killedDeletionHurtsNoOtherBackup() throws IOException {
        boolean killed = true;
        for (int step = 1; killed; step++) {
            Path repository = folder.resolve("deleting");
            var plain = backups(repository, () -> {});
            var stays = backup(plain, BackupProgress.silent());
            var goes = backup(plain, BackupProgress.silent());
            var steps = Steps.killedAt(step);
            killed = isKilled(() -> backups(repository, steps::step).delete(goes.id(), steps.progress()));

            plain.recover();
            for (var snapshot : plain.list()) {
                assertThat(plain.verify(snapshot.id(), Depth.FULL, BackupProgress.silent())
                                .isGood())
                        .as("step %s", step)
                        .isTrue();
            }
            assertThat(plain.list()).extracting(Snapshot::id).contains(stays.id());
            OwnerFiles.empty(repository);
        }
    }

    @Test
    @Tag("AT-22")
    void killedRestoreLeavesNothingHalf() throws IOException {
        var backups = backups(folder.resolve("repository"), () -> {});
        var made = backup(backups, BackupProgress.silent());
        boolean killed = true;
        int step = 1;
        try (var target = TestPlace.empty(TestDatabase.H2)) {
            for (; killed; step++) {
                var steps = Steps.killedAt(step);
                killed = isKilled(() -> new Restores(backups, clock)
                        .restore(made.id(), target.with(steps.store(target.store)), Damage.REFUSE, steps.progress()));

                assertAllOrNothing(target, killed, step);
                target.place().clear();
                assertThat(target.rowCount()).isZero();
                assertThat(target.contents()).isEmpty();
            }
        }
        assertThat(step).isGreaterThan(30);
    }

    private void assertAllOrNothing(TestPlace target, boolean killed, int step) {
        if (killed) {
            assertThat(target.rowCount()).as("step %s", step).isZero();
        } else {
            assertThat(target.rows()).isEqualTo(source.rows());
            assertThat(target.contents()).isEqualTo(source.contents());
        }
    }

    @Test
    @Tag("AT-18")
    void killedCarryOverLeavesTheSourceAndNothingHalf() throws IOException {
        var before = source.rows(ArchiveTable.ALL);
        var objects = source.contents();
        boolean killed = true;
        try (var target = TestPlace.empty(TestDatabase.H2)) {
            for (int step = 1; killed; step++) {
                var steps = Steps.killedAt(step);
                var from = source.with(steps.store(source.store));
                var to = target.with(steps.store(target.store));
                killed = isKilled(() -> new Transfer(new DataLock(source.database), clock)
                        .carryOver(from, to, Damage.REFUSE, steps.progress()));

                assertAllOrNothing(target, killed, step);
                target.place().clear();
            }
        }
        assertThat(source.rows(ArchiveTable.ALL)).isEqualTo(before);
        assertThat(source.contents()).isEqualTo(objects);
    }

    @Test
    void cancelledBackupLeavesNoSnapshot() {
        Path repository = folder.resolve("cancelled");
        var backups = backups(repository, () -> {});
        boolean cancelled = true;
        for (int step = 1; cancelled; step++) {
            var steps = Steps.interruptedAt(step);
            cancelled = isCancelled(() -> backup(backups, steps.progress()));

            if (cancelled) {
                assertThat(DurableFiles.children(repository.resolve("snapshots")))
                        .as("step %s", step)
                        .isEmpty();
                assertThat(DurableFiles.children(repository.resolve("incoming")))
                        .isEmpty();
            }
        }
        assertThat(backups.list()).hasSize(1);
    }

    @Test
    void cancelledCarryOverLeavesTheTargetEmpty() {
        boolean cancelled = true;
        try (var target = TestPlace.empty(TestDatabase.H2)) {
            for (int step = 1; cancelled; step++) {
                var steps = Steps.interruptedAt(step);
                cancelled = isCancelled(() -> new Transfer(new DataLock(source.database), clock)
                        .carryOver(source.place(), target.place(), Damage.REFUSE, steps.progress()));

                if (cancelled) {
                    assertThat(target.rowCount()).as("step %s", step).isZero();
                    assertThat(target.contents()).as("step %s", step).isEmpty();
                }
            }
            assertThat(target.rows()).isEqualTo(source.rows());
        }
    }

    /** Whether it was cancelled, with the thread still interrupted; takes that back. */
    private static boolean isCancelled(Runnable deed) {
        try {
            deed.run();
            return Thread.interrupted();
        } catch (CancellationException cancelled) {
            assertThat(Thread.interrupted()).isTrue();
            return true;
        }
    }
}
