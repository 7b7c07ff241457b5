package org.quiltappliance.server.backup;

import org.quiltappliance.server.testing.TestDatabase;

class BackupH2ToH2Test extends BackupRoundTripContract {

    BackupH2ToH2Test() {
        super(TestDatabase.H2, TestDatabase.H2);
    }
}
