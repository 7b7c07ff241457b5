package org.quiltappliance.server.accounts;

import java.util.UUID;
import org.quiltappliance.server.config.DatabaseConfig;

class AccountsOnH2Test extends AccountsContract {
    @Override
    DatabaseConfig database() {
        return new DatabaseConfig.Memory(UUID.randomUUID().toString(), 8);
    }
}
