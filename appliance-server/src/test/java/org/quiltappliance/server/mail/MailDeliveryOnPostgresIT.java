package org.quiltappliance.server.mail;

import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.testing.PostgresServer;

class MailDeliveryOnPostgresIT extends MailDeliveryContract {
    @Override
    DatabaseConfig database() {
        return PostgresServer.freshDatabase();
    }
}
