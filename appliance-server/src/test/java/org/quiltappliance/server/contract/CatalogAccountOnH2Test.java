package org.quiltappliance.server.contract;

import org.quiltappliance.server.testing.OnDatabase;
import org.quiltappliance.server.testing.TestDatabase;

@OnDatabase(TestDatabase.H2)
class CatalogAccountOnH2Test extends CatalogAccountContract {}
