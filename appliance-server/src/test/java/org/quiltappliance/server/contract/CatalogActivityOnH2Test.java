package org.quiltappliance.server.contract;

import org.quiltappliance.server.testing.OnDatabase;
import org.quiltappliance.server.testing.TestDatabase;

@OnDatabase(TestDatabase.H2)
class CatalogActivityOnH2Test extends CatalogActivityContract {}
