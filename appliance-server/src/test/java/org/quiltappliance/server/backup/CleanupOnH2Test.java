package org.quiltappliance.server.backup;

import org.quiltappliance.server.testing.TestDatabase;

class CleanupOnH2Test extends CleanupContract {

    CleanupOnH2Test() {
        super(TestDatabase.H2);
    }
}
