package org.quiltappliance.server.objects;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.testing.MinioServer;

class S3ObjectStoreIT extends ObjectStoreContract {

    @TempDir
    Path folder;

    @Override
    ObjectStore emptyStore() {
        var opened = new S3ObjectStore(MinioServer.freshBucket(), folder, true);
        opened.open();
        return opened;
    }

    @AfterEach
    void closeStore() {
        store.close();
    }
}
