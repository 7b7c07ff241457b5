package org.quiltappliance.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.quiltappliance.server.database.Database;

class PostgresServerTest {

    @Test
    void eachCallerGetsAnEmptyDatabaseOfItsOwn() {
        try (var first = new Database(PostgresServer.freshDatabase());
                var second = new Database(PostgresServer.freshDatabase())) {
            first.open();
            second.open();

            first.useTransaction(tx -> tx.execute("create table mine (id bigint)"));
            boolean leaked = second.inTransaction(
                    tx -> tx.createQuery("select count(*) from information_schema.tables where table_name = 'mine'")
                            .mapTo(Boolean.class)
                            .one());

            assertThat(leaked).isFalse();
        }
    }
}
