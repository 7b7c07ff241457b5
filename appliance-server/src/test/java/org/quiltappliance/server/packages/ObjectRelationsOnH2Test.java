package org.quiltappliance.server.packages;

import java.util.UUID;
import org.quiltappliance.server.config.DatabaseConfig;

class ObjectRelationsOnH2Test extends ObjectRelationsContract {
    @Override
    DatabaseConfig database() {
        return new DatabaseConfig.Memory(UUID.randomUUID().toString(), 8);
    }
}
