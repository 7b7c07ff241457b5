package org.quiltappliance.server.accounts;

import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.testing.PostgresServer;

class IntroductionOnPostgresIT extends IntroductionContract {
    @Override
    DatabaseConfig database() {
        return PostgresServer.freshDatabase();
    }
}
