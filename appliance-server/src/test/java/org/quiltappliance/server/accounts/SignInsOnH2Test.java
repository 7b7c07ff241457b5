package org.quiltappliance.server.accounts;

import java.util.UUID;
import org.quiltappliance.server.config.DatabaseConfig;

class SignInsOnH2Test extends SignInsContract {
    @Override
    DatabaseConfig database() {
        return new DatabaseConfig.Memory(UUID.randomUUID().toString(), 8);
    }
}
