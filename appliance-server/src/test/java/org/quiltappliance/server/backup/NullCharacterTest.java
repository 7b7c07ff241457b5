package org.quiltappliance.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quiltappliance.server.config.SettingsCopy;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.testing.TestDatabase;

/** A text that PostgreSQL cannot keep, in rows that did not come from a client. */
class NullCharacterTest {

    @TempDir
    Path folder;

    private static TestPlace source() {
        var place = TestPlace.empty(TestDatabase.H2);
        place.database.useTransaction(tx -> {
            tx.createUpdate("""
                            insert into account (id, name, email, email_lower, date_joined, last_login)
                            values (random_uuid(), 'ann', :email, 'ann@example.com', current_timestamp, current_timestamp)
                            """).bind("email", "ann\0@example.com").execute();
        });
        return place;
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void restoreRefusesItByNameAndLeavesNothing(TestDatabase kind) {
        try (var source = source();
                var target = TestPlace.empty(kind)) {
            var backups = new Backups(folder.resolve("repository"), Clock.systemUTC());
            var made = backups.create(
                    BackupRequest.full(BackupRoundTripContract.ORIGIN, SettingsCopy.NONE),
                    source.database,
                    source.store,
                    new DataLock(source.database),
                    BackupProgress.silent());

            assertThatThrownBy(() -> new Restores(backups, Clock.systemUTC())
                            .restore(made.id(), target.place(), Damage.REFUSE, BackupProgress.silent()))
                    .isInstanceOf(Invalid.class)
                    .hasMessageContaining("table account")
                    .hasMessageContaining("U+0000 in email");

            assertThat(target.rowCount()).isZero();
        }
    }

    @Test
    void carryOverRefusesItByName() {
        try (var source = source();
                var target = TestPlace.empty(TestDatabase.POSTGRESQL)) {
            var transfer = new Transfer(new DataLock(source.database), Clock.systemUTC());

            assertThatThrownBy(() ->
                            transfer.carryOver(source.place(), target.place(), Damage.REFUSE, BackupProgress.silent()))
                    .isInstanceOf(Invalid.class)
                    .hasMessageContaining("U+0000 in email");

            assertThat(target.rowCount()).isZero();
        }
    }
}
