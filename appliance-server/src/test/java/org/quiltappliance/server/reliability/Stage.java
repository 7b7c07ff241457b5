package org.quiltappliance.server.reliability;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.testing.PostgresServer;

/**
 * A home folder with an empty database and an empty storage.
 *
 * @param settings that make an appliance use them
 * @param database to be looked at past the appliance
 */
record Stage(Path home, Map<String, String> settings, DatabaseConfig.Postgres database, StoreView store) {

    /** Where the data of a stage is. */
    enum Kind {
        POSTGRES_AND_FOLDER("PostgreSQL elsewhere, objects in a folder") {
            @Override
            Stage fresh(Path home) {
                var database = PostgresServer.freshDatabase();
                return new Stage(
                        home,
                        Map.of(
                                "APPLIANCE_DB",
                                "external",
                                "SQLALCHEMY_DATABASE_URI",
                                uri(database),
                                "APPLIANCE_STORE",
                                "folder"),
                        database,
                        new FolderView(home.resolve("objects")));
            }
        };

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people. */
        String words() {
            return words;
        }

        /** @param home a folder that does not exist yet */
        abstract Stage fresh(Path home);
    }

    /** The database as the setting names it. */
    static String uri(DatabaseConfig.Postgres database) {
        var server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        return "postgresql://" + database.user() + ":" + database.password().reveal() + "@" + server.getAuthority()
                + server.getPath();
    }
}
