package org.quiltappliance.server.contract;

import org.quiltappliance.server.testing.OnDatabase;
import org.quiltappliance.server.testing.TestDatabase;

@OnDatabase(TestDatabase.S3_PROXY)
class CatalogTablesOnS3IT extends CatalogTablesContract {}
