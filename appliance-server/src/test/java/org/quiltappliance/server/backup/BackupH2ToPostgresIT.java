package org.quiltappliance.server.backup;

import org.quiltappliance.server.testing.TestDatabase;

class BackupH2ToPostgresIT extends BackupRoundTripContract {

    BackupH2ToPostgresIT() {
        super(TestDatabase.H2, TestDatabase.POSTGRESQL);
    }
}
