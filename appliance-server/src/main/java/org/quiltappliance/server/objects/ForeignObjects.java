package org.quiltappliance.server.objects;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;

/**
 * The objects of another registry, under the keys of the original ({@code registry-api.md} 7.1). Only ever read: nothing is
 * tidied up, noted or locked there. May be asked by many threads at once.
 */
public interface ForeignObjects extends AutoCloseable {

    /**
     * One object as it is stored there; nothing of it has been checked. To be closed.
     *
     * @param encoding as far as it is noted there
     */
    record Found(ObjectEncoding encoding, long storedBytes, InputStream stored) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            stored.close();
        }
    }

    /** @param config a bucket or a folder */
    static ForeignObjects of(StoreConfig config) {
        if (config instanceof StoreConfig.S3 s3) {
            return new ForeignBucket(s3);
        } else if (config instanceof StoreConfig.Folder folder) {
            return new ForeignFolder(folder.folder());
        }
        throw new IllegalArgumentException("A container is nobody else's");
    }

    /**
     * Asks whether objects can be read there.
     *
     * @throws Invalid when the folder is not what it should be
     * @throws Unavailable with the reason ({@link S3Failure#behind})
     */
    void prove();

    /**
     * Nothing when it is absent.
     *
     * @throws IOException when this one cannot be read, while others may be
     * @throws Unavailable when none can be read now
     */
    Optional<Found> open(String owner, Hash hash) throws IOException;

    @Override
    void close();
}
