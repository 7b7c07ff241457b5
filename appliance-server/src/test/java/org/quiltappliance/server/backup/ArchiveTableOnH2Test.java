package org.quiltappliance.server.backup;

import org.quiltappliance.server.testing.TestDatabase;

class ArchiveTableOnH2Test extends ArchiveTableContract {

    ArchiveTableOnH2Test() {
        super(TestDatabase.H2);
    }
}
