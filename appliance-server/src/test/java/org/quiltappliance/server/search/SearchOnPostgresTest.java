package org.quiltappliance.server.search;

import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.testing.PostgresServer;

class SearchOnPostgresTest extends SearchContract {

    @Override
    DatabaseConfig database() {
        return PostgresServer.freshDatabase();
    }
}
