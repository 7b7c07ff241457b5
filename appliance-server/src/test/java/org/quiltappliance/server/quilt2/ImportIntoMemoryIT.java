package org.quiltappliance.server.quilt2;

import org.quiltappliance.server.testing.TestDatabase;

class ImportIntoMemoryIT extends ImportContract {

    ImportIntoMemoryIT() {
        super(TestDatabase.H2);
    }
}
