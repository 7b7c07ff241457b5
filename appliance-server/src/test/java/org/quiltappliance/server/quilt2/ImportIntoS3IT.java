package org.quiltappliance.server.quilt2;

import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.Thorough;

/** Tables in PostgreSQL, objects in a bucket. */
@Thorough
class ImportIntoS3IT extends ImportContract {

    ImportIntoS3IT() {
        super(TestDatabase.S3_PROXY);
    }
}
