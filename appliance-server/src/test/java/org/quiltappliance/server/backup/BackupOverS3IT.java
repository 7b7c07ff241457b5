package org.quiltappliance.server.backup;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.objects.S3ObjectStore;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.TestDatabase;

/** From bucket to bucket; the first is filled from a folder, as a move does. */
class BackupOverS3IT extends BackupRoundTripContract {

    private final List<ObjectStore> opened = new ArrayList<>();
    private Optional<ObjectStore> filled = Optional.empty();

    @TempDir
    Path parts;

    BackupOverS3IT() {
        super(TestDatabase.H2, TestDatabase.H2);
    }

    private ObjectStore bucket() {
        var store = new S3ObjectStore(MinioServer.freshBucket(), parts, true);
        store.open();
        opened.add(store);
        return store;
    }

    @Override
    ObjectStore emptyStore(TestPlace target) {
        return bucket();
    }

    @Override
    ObjectStore filledStore(TestPlace source) {
        if (filled.isEmpty()) {
            var store = bucket();
            new Transfer(new DataLock(source.database), Clock.systemUTC())
                    .moveObjects(source.database, source.store, store, Damage.REFUSE, BackupProgress.silent());
            filled = Optional.of(store);
        }
        return filled.get();
    }

    @AfterAll
    void closeStores() {
        opened.forEach(ObjectStore::close);
    }
}
