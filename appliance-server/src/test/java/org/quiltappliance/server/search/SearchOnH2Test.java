package org.quiltappliance.server.search;

import org.quiltappliance.server.config.DatabaseConfig;

class SearchOnH2Test extends SearchContract {

    @Override
    DatabaseConfig database() {
        // One connection, so that whoever waits for a second while holding one waits for ever.
        return new DatabaseConfig.Memory("search-contract", 1);
    }
}
