package org.quiltappliance.server.accounts;

import java.util.UUID;
import org.quiltappliance.server.config.DatabaseConfig;

class IntroductionOnH2Test extends IntroductionContract {
    @Override
    DatabaseConfig database() {
        return new DatabaseConfig.Memory(UUID.randomUUID().toString(), 8);
    }
}
