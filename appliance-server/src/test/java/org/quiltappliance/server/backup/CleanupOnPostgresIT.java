package org.quiltappliance.server.backup;

import org.quiltappliance.server.testing.TestDatabase;

class CleanupOnPostgresIT extends CleanupContract {

    CleanupOnPostgresIT() {
        super(TestDatabase.POSTGRESQL);
    }
}
