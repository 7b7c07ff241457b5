package org.quiltappliance.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.server.config.SettingsCopy;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.testing.ObjectSamples;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestDatabase;

/**
 * What comes out of an archive is what went in, whichever databases and stores are at both ends. A subclass names the
 * databases; one for other stores overrides {@link #emptyStore} and {@link #filledStore}.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class BackupRoundTripContract {

    static final Manifest.Origin ORIGIN = new Manifest.Origin("0123abcd", "Registry under test", "test", "1.0");

    private final TestDatabase from;
    private final TestDatabase to;
    private final Clock clock = Clock.systemUTC();

    private SampleRegistry registry;

    @TempDir
    Path folder;

    BackupRoundTripContract(TestDatabase from, TestDatabase to) {
        this.from = from;
        this.to = to;
    }

    /** The store to fill that belongs to an empty place. */
    ObjectStore emptyStore(TestPlace target) {
        return target.store;
    }

    /** A store that has all the objects of the source. */
    ObjectStore filledStore(TestPlace source) {
        return source.store;
    }

    @BeforeAll
    void fill() {
        registry = new SampleRegistry(from);
    }

    @AfterAll
    void close() {
        registry.close();
    }

    private TestPlace source() {
        return registry.place;
    }

    private Snapshot backup(Backups backups) {
        var request = BackupRequest.full(ORIGIN, SettingsCopy.NONE);
        return backups.create(
                request,
                source().database,
                filledStore(source()),
                new DataLock(source().database),
                BackupProgress.silent());
    }

    @Test
    void restoredRegistryHasEveryRowAndObject() {
        try (var target = TestPlace.empty(to)) {
            var backups = new Backups(folder.resolve("repository"), clock);
            var made = backup(backups);
            var store = emptyStore(target);

            var report = new Restores(backups, clock)
                    .restore(made.id(), target.with(store), Damage.REFUSE, BackupProgress.silent());

            assertThat(report.isWithoutErrors()).isTrue();
            assertThat(target.rows()).isEqualTo(source().rows());
            assertThat(target.derived()).isEqualTo(source().derived()).isNotEmpty();
            assertThat(TestPlace.contents(store)).isEqualTo(source().contents());
        }
    }

    @Test
    void restoredRegistryServesTheSamePeople() {
        try (var target = TestPlace.empty(to)) {
            var backups = new Backups(folder.resolve("repository"), clock);
            new Restores(backups, clock)
                    .restore(backup(backups).id(), target.place(), Damage.REFUSE, BackupProgress.silent());

            try (var appliance = StartedAppliance.start(target.storage, Switches.ALL_ON)) {
                var signedIn = appliance
                        .client()
                        .post(
                                "/api/login",
                                Map.of(
                                        "username", registry.ben.name(),
                                        "password", registry.ben.password()));
                assertThat(signedIn.status()).isEqualTo(200);
                var ben = registry.ben.withToken(signedIn.json().get("token").textValue());
                var quilt = new QuiltClient(appliance.client().as(ben));

                // The client has compared the hash of each.
                assertThat(quilt.install(registry.demo).objects().keySet())
                        .isEqualTo(registry.quilt(registry.ben)
                                .install(registry.demo)
                                .objects()
                                .keySet());
                assertThat(appliance
                                .client()
                                .as(registry.ben)
                                .get("/api/profile")
                                .status())
                        .as("tokens of the former registry")
                        .isEqualTo(401);
                quilt.push(registry.kinds, SampleRegistry.tree("new", "after the restore\n"));
                assertThat(quilt.install(registry.kinds).objects()).hasSize(1);
            }
        }
    }

    @Test
    void carriedOverRegistryHasEveryRowAndObject() {
        try (var target = TestPlace.empty(to)) {
            var store = emptyStore(target);

            var report = transfer()
                    .carryOver(
                            source().with(filledStore(source())),
                            target.with(store),
                            Damage.REFUSE,
                            BackupProgress.silent());

            assertThat(report.isWithoutErrors()).isTrue();
            assertThat(target.rows()).isEqualTo(source().rows());
            assertThat(target.derived()).isEqualTo(source().derived());
            assertThat(TestPlace.contents(store)).isEqualTo(source().contents());
            assertThat(target.rows(List.of(ArchiveTable.find("token").orElseThrow())))
                    .isEqualTo(Map.of("token", List.of()));
        }
    }

    @Test
    void movedDatabaseHasTokensAndMailsToo() {
        try (var target = TestPlace.empty(to)) {
            transfer().moveRows(source().database, target.database, BackupProgress.silent());

            assertThat(target.rows(ArchiveTable.ALL)).isEqualTo(source().rows(ArchiveTable.ALL));
        }
    }

    @Test
    void movedStoreHasEveryObjectAsItWasStored() {
        try (var target = TestPlace.empty(to)) {
            var store = emptyStore(target);

            transfer()
                    .moveObjects(
                            source().database, filledStore(source()), store, Damage.REFUSE, BackupProgress.silent());

            assertThat(TestPlace.contents(store)).isEqualTo(source().contents());
            var packed = ObjectSamples.hashOf(SampleRegistry.PACKED.getBytes(StandardCharsets.UTF_8));
            assertThat(store.find(registry.ada.name(), packed))
                    .isEqualTo(source().store.find(registry.ada.name(), packed))
                    .isNotEqualTo(Optional.empty());
        }
    }

    @Test
    void targetWithDataIsRefused() {
        try (var target = TestPlace.empty(to)) {
            transfer().moveRows(source().database, target.database, BackupProgress.silent());
            var backups = new Backups(folder.resolve("repository"), clock);
            var made = backup(backups);

            assertThatThrownBy(() -> new Restores(backups, clock)
                            .restore(made.id(), target.place(), Damage.REFUSE, BackupProgress.silent()))
                    .isInstanceOf(Conflict.class);
            assertThatThrownBy(() -> transfer()
                            .carryOver(source().place(), target.place(), Damage.REFUSE, BackupProgress.silent()))
                    .isInstanceOf(Conflict.class);

            assertThat(target.contents()).isEmpty();
        }
    }

    @Test
    void rowThatTheDatabaseRefusesLeavesTheTargetEmpty() {
        try (var target = TestPlace.empty(to)) {
            // Of the last table: all others are in by then.
            target.database.useTransaction(
                    tx -> tx.execute("alter table comment add constraint nothing_fits check (length(contents) < 1)"));
            var backups = new Backups(folder.resolve("repository"), clock);
            var made = backup(backups);

            assertThatThrownBy(() -> new Restores(backups, clock)
                            .restore(made.id(), target.place(), Damage.REFUSE, BackupProgress.silent()))
                    .isInstanceOf(Invalid.class)
                    .hasMessageContaining("comment");
            assertThatThrownBy(() -> transfer()
                            .carryOver(source().place(), target.place(), Damage.REFUSE, BackupProgress.silent()))
                    .isInstanceOf(Invalid.class);

            assertThat(target.rowCount()).isZero();
            assertThat(target.contents()).isEmpty();
        }
    }

    @Test
    void databaseThatAwaitsAnUpdateIsSavedAsItIs() {
        try (var older = TestPlace.empty(from);
                var target = TestPlace.empty(to)) {
            transfer().moveRows(source().database, older.database, BackupProgress.silent());
            older.database.useTransaction(tx -> {
                tx.execute("alter table event drop column extra");
                tx.execute("drop table invitation");
            });
            var backups = new Backups(folder.resolve("repository"), clock);

            var made = backups.create(
                    BackupRequest.safety(ORIGIN, "before an update", SettingsCopy.NONE),
                    older.database,
                    older.store,
                    new DataLock(older.database),
                    BackupProgress.silent());
            assertThat(backups.verify(made.id(), Depth.FULL, BackupProgress.silent())
                            .isGood())
                    .isTrue();
            new Restores(backups, clock)
                    .restore(made.id(), target.with(source().store), Damage.REFUSE, BackupProgress.silent());

            var rows = target.rows();
            assertThat(rows.remove("invitation")).isEmpty();
            assertThat(rows.remove("event"))
                    .hasSameSizeAs(source().rows().get("event"))
                    .allSatisfy(row -> assertThat(row).contains("\"extra\":null"));
            var expected = source().rows();
            expected.keySet().removeAll(List.of("invitation", "event"));
            assertThat(rows).isEqualTo(expected);
        }
    }

    private Transfer transfer() {
        return new Transfer(new DataLock(source().database), clock);
    }
}
