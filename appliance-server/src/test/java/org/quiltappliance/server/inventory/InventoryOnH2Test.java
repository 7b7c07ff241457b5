package org.quiltappliance.server.inventory;

import org.quiltappliance.server.testing.TestDatabase;

class InventoryOnH2Test extends InventoryContract {

    InventoryOnH2Test() {
        super(TestDatabase.H2);
    }
}
