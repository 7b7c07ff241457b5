package org.quiltappliance.server;

import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.database.DatabaseProbe;

/** Where data is, in words for people ({@code control-panel.md} principle 2). Without secrets. */
final class Places {

    private static final String SCHEMA = "currentSchema=";

    private Places() {}

    static String of(ApplianceConfig config) {
        if (config.mode() == Mode.TEST) {
            return "In memory and in " + config.disk() + ", gone at the stop.";
        }
        return "Database: " + database(config.database()) + "; objects: "
                + store(config.objects().store()) + ".";
    }

    static String database(DatabaseConfig database) {
        if (database instanceof DatabaseConfig.Postgres postgres) {
            int schema = postgres.jdbcUrl().indexOf(SCHEMA);
            return "PostgreSQL at " + DatabaseProbe.endpoint(postgres)
                    + (schema < 0 ? "" : ", schema " + postgres.jdbcUrl().substring(schema + SCHEMA.length()));
        }
        return database instanceof DatabaseConfig.Managed ? "PostgreSQL in a container" : "H2, in memory";
    }

    static String store(StoreConfig store) {
        if (store instanceof StoreConfig.S3 s3) {
            return "the bucket " + s3.bucket() + " at " + s3.endpoint();
        } else if (store instanceof StoreConfig.Folder folder) {
            return "the folder " + folder.folder();
        }
        return "a storage container";
    }
}
