package org.quiltappliance.server.backup;

import org.quiltappliance.server.testing.TestDatabase;

class BackupPostgresToH2IT extends BackupRoundTripContract {

    BackupPostgresToH2IT() {
        super(TestDatabase.POSTGRESQL, TestDatabase.H2);
    }
}
