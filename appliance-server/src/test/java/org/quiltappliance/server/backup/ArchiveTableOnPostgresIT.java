package org.quiltappliance.server.backup;

import org.quiltappliance.server.testing.TestDatabase;

class ArchiveTableOnPostgresIT extends ArchiveTableContract {

    ArchiveTableOnPostgresIT() {
        super(TestDatabase.POSTGRESQL);
    }
}
