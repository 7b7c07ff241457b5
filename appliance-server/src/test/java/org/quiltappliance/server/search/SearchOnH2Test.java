package org.quiltappliance.server.search;

import org.quiltappliance.server.config.DatabaseConfig;

class SearchOnH2Test extends SearchContract {

    @Override
    DatabaseConfig database() {
        // As few connections as migrations can do with: whoever waits for a second while holding one is found out.
        return new DatabaseConfig.Memory("search-contract", 2);
    }
}
