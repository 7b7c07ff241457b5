package org.quiltappliance.server.packages;

import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.testing.PostgresServer;

class ObjectRelationsOnPostgresIT extends ObjectRelationsContract {
    @Override
    DatabaseConfig database() {
        return PostgresServer.freshDatabase();
    }
}
