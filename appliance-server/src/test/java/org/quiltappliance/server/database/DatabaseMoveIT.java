package org.quiltappliance.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.testing.Cable;
import org.quiltappliance.server.testing.PostgresServer;

class DatabaseMoveIT {

    private final DatabaseConfig.Postgres config = PostgresServer.freshDatabase();
    private final URI uri = URI.create(config.jdbcUrl().substring("jdbc:".length()));

    private DatabaseConfig.Postgres at(int port) {
        return new DatabaseConfig.Postgres(
                "jdbc:postgresql://127.0.0.1:" + port + uri.getPath(), config.user(), config.password(), 2);
    }

    private static int one(Database database) {
        return database.inTransaction(
                tx -> tx.createQuery("select 1").mapTo(Integer.class).one());
    }

    @Test
    void sameDatabaseIsUsedAtItsNewAddress() throws Exception {
        try (var first = Cable.to(uri.getPort());
                var second = Cable.to(uri.getPort());
                var database = new Database(at(first.port()))) {
            database.open();
            database.prove();
            assertThat(one(database)).isEqualTo(1);
            first.cut();
            assertThatThrownBy(database::prove).isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> one(database)).isInstanceOf(Unavailable.class);

            database.moveTo(at(second.port()));

            database.prove();
            assertThat(one(database)).isEqualTo(1);
        }
    }
}
