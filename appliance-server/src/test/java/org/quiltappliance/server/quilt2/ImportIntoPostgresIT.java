package org.quiltappliance.server.quilt2;

import org.quiltappliance.server.testing.TestDatabase;

class ImportIntoPostgresIT extends ImportContract {

    ImportIntoPostgresIT() {
        super(TestDatabase.POSTGRESQL);
    }
}
