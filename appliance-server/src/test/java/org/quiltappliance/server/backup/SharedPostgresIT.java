package org.quiltappliance.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.SettingsCopy;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.database.PostgresSchema;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;

/** What only a database that several may use can show. */
class SharedPostgresIT {

    private final Clock clock = Clock.systemUTC();

    @TempDir
    Path folder;

    @Test
    void onlyOneNodeWorksOnTheDataAtATime() {
        try (var place = TestPlace.empty(TestDatabase.POSTGRESQL);
                var otherNode = new Database(place.storage.database())) {
            otherNode.open();
            var here = new DataLock(place.database);
            var there = new DataLock(otherNode);

            assertThatThrownBy(() -> here.during("a backup", () -> there.during("a clean up", () -> true)))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("another node");

            assertThat(there.during("a clean up", () -> true)).isTrue();
        }
    }

    @Test
    void backupIsRestoredBesideTheDataInForce() throws IOException {
        try (var registry = new SampleRegistry(TestDatabase.POSTGRESQL)) {
            var inForce = (DatabaseConfig.Postgres) registry.place.storage.database();
            var backups = new Backups(folder.resolve("repository"), clock);
            var made = backups.create(
                    BackupRequest.full(BackupRoundTripContract.ORIGIN, SettingsCopy.NONE),
                    registry.place.database,
                    registry.place.store,
                    new DataLock(registry.place.database),
                    BackupProgress.silent());
            var before = registry.place.rows(ArchiveTable.ALL);

            var config = PostgresSchema.create(inForce, "quilt_20261123t031500z");
            var storage = new TestStorage(config, Files.createTempDirectory("restored"));
            try (var target = TestPlace.of(storage)) {
                new Restores(backups, clock).restore(made.id(), target.place(), Damage.REFUSE, BackupProgress.silent());

                assertThat(registry.place.rows(ArchiveTable.ALL)).isEqualTo(before);
                assertThat(target.rows()).isEqualTo(registry.place.rows());
                assertServes(registry, storage);
            }

            assertThatThrownBy(() -> PostgresSchema.create(inForce, "quilt_20261123t031500z"))
                    .isInstanceOf(Conflict.class);
            PostgresSchema.drop(inForce, "quilt_20261123t031500z");
            assertThat(registry.place.rows(ArchiveTable.ALL)).isEqualTo(before);
        }
    }

    private static void assertServes(SampleRegistry registry, TestStorage storage) {
        try (var appliance = StartedAppliance.start(storage, Switches.ALL_ON)) {
            var quilt = new QuiltClient(appliance.client());
            assertThat(quilt.install(registry.demo).objects()).isNotEmpty();
        }
    }
}
