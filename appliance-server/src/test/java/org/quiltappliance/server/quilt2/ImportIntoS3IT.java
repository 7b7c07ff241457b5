package org.quiltappliance.server.quilt2;

import org.quiltappliance.server.testing.TestDatabase;

/** Tables in PostgreSQL, objects in a bucket. */
class ImportIntoS3IT extends ImportContract {

    ImportIntoS3IT() {
        super(TestDatabase.S3_PROXY);
    }
}
