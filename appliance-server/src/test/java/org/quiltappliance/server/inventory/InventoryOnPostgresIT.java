package org.quiltappliance.server.inventory;

import org.quiltappliance.server.testing.TestDatabase;

class InventoryOnPostgresIT extends InventoryContract {

    InventoryOnPostgresIT() {
        super(TestDatabase.POSTGRESQL);
    }
}
