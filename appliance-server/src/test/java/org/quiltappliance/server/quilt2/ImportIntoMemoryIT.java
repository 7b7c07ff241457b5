package org.quiltappliance.server.quilt2;

import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.Thorough;

@Thorough
class ImportIntoMemoryIT extends ImportContract {

    ImportIntoMemoryIT() {
        super(TestDatabase.H2);
    }
}
