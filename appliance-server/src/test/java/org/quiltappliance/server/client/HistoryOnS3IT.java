package org.quiltappliance.server.client;

import org.quiltappliance.server.testing.OnDatabase;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.Thorough;

/** The same stories in persistent mode, with objects in a bucket behind the registry. */
@Thorough
@OnDatabase(TestDatabase.S3_PROXY)
class HistoryOnS3IT extends HistoryIT {

    HistoryOnS3IT(Testbed bed) {
        super(bed);
    }
}
