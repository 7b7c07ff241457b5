package org.quiltappliance.server.contract;

import org.quiltappliance.server.testing.OnDatabase;
import org.quiltappliance.server.testing.TestDatabase;

@OnDatabase(TestDatabase.POSTGRESQL)
class CatalogActivityOnPostgresIT extends CatalogActivityContract {}
