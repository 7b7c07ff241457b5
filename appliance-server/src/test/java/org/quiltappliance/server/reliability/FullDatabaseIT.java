package org.quiltappliance.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.testing.PostgresServer;

/** A real PostgreSQL whose disk fills up. */
class FullDatabaseIT {

    private static final String MANY_ROWS = """
            insert into event (created, type, package_owner, package_name)
            select current_timestamp, 'CHECK', repeat('x', 60), '' from generate_series(1, 50000)
            """;

    @TempDir
    Path folder;

    /** Not the one of all tests, which would miss the disk afterwards. */
    private final PostgresServer server = PostgresServer.own();

    private final DatabaseConfig.Postgres place = server.database();

    private List<String> sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        place.jdbcUrl(), place.user(), place.password().reveal());
                var running = connection.createStatement()) {
            var texts = new ArrayList<String>();
            if (running.execute(statement)) {
                var rows = running.getResultSet();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }

    /** For tables that are made from now on. */
    private void keepTablesIn(Path tables) throws IOException, SQLException {
        Path data = Path.of(sql("show data_directory").get(0));
        Files.setOwner(tables, Files.getOwner(data));
        sql("create tablespace small location '" + tables + "'");
        sql("alter database " + sql("select current_database()").get(0) + " set default_tablespace = small");
    }

    @Test
    void whatDoesNotFitIsRefusedAsSuchUntilThereIsRoomAgain() throws Exception {
        // Not in the folder of the test, which nobody but its owner may enter.
        Path mount = Files.createTempDirectory(Path.of("/tmp"), "small-disk-");
        try (var disk = SmallDisk.mounted(mount, 64);
                var database = new Database(place)) {
            keepTablesIn(disk.folder());
            database.open();
            database.migrate();
            assertThat(database.lacksSpace()).isFalse();
            var filler = disk.fill();

            assertThatThrownBy(() -> database.useTransaction(tx -> tx.execute(MANY_ROWS)))
                    .isInstanceOf(NoSpace.class)
                    .hasMessageContaining("no space left");

            assertThat(database.lacksSpace()).isTrue();
            database.useTransaction(tx -> assertThat(tx.createQuery("select count(*) from account")
                            .mapTo(Long.class)
                            .one())
                    .isZero());
            Files.delete(filler);
            assertThat(database.lacksSpace()).isFalse();
            database.useTransaction(tx -> tx.execute(MANY_ROWS));
            // So that nothing holds the disk when that goes.
            server.stop();
        } finally {
            Files.deleteIfExists(mount);
        }
    }
}
