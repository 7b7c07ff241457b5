package org.quiltappliance.server.backup;

import org.quiltappliance.server.testing.TestDatabase;

class BackupPostgresToPostgresIT extends BackupRoundTripContract {

    BackupPostgresToPostgresIT() {
        super(TestDatabase.POSTGRESQL, TestDatabase.POSTGRESQL);
    }
}
