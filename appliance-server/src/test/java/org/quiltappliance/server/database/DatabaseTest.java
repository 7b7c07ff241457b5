package org.quiltappliance.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;

class DatabaseTest {

    private final DatabaseConfig config =
            new DatabaseConfig.Memory(UUID.randomUUID().toString(), 2);

    private static boolean hasTables(Database database) {
        return database.inTransaction(tx -> tx.queryMetadata(data -> data.getTables(null, null, "account", null))
                .map((row, context) -> row.getString("table_name"))
                .findFirst()
                .isPresent());
    }

    @Test
    void memoryIsEmptyAgainAfterTheEnd() {
        var first = new Database(config);
        first.open();
        first.migrate();
        assertThat(hasTables(first)).isTrue();
        first.close();

        var second = new Database(config);
        second.open();

        assertThat(hasTables(second)).isFalse();
        second.close();
    }

    @Test
    void closedDatabaseIsUnavailable() {
        var database = new Database(config);
        database.open();
        database.close();
        database.close();

        assertThatThrownBy(() -> database.inTransaction(tx -> true)).isInstanceOf(Unavailable.class);
    }

    @Test
    void messageOfAFailureHoldsNoBoundValue() {
        var database = new Database(config);
        database.open();

        assertThatThrownBy(() -> database.inTransaction(tx -> tx.createQuery("select * from nowhere where code = :code")
                        .bind("code", "hunter2")
                        .mapToMap()
                        .list()))
                .hasMessageContaining("select * from nowhere where code = :code")
                .satisfies(failed -> assertThat(String.valueOf(failed)).doesNotContain("hunter2"));
        database.close();
    }
}
