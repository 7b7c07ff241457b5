package org.quiltappliance.server.search;

import org.quiltappliance.server.config.DatabaseConfig;

class SearchOnH2Test extends SearchContract {

    @Override
    DatabaseConfig database() {
        return new DatabaseConfig.Memory("search-contract", 8);
    }
}
