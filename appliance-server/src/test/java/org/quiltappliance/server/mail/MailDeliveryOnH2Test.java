package org.quiltappliance.server.mail;

import java.util.UUID;
import org.quiltappliance.server.config.DatabaseConfig;

class MailDeliveryOnH2Test extends MailDeliveryContract {
    @Override
    DatabaseConfig database() {
        return new DatabaseConfig.Memory(UUID.randomUUID().toString(), 8);
    }
}
