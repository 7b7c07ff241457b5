package org.quiltappliance.server.contract;

import org.quiltappliance.server.testing.OnDatabase;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.Thorough;

@Thorough
@OnDatabase(TestDatabase.S3_DIRECT)
class RacesOnS3DirectIT extends RacesContract {}
