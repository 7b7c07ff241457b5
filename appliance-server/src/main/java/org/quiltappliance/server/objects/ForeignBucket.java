package org.quiltappliance.server.objects;

import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Optional;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;

/** The bucket of another registry. */
final class ForeignBucket implements ForeignObjects {

    private final S3Bucket bucket;

    ForeignBucket(StoreConfig.S3 config) {
        bucket = new S3Bucket(new S3Requests(config));
    }

    @Override
    public void prove() {
        bucket.page(S3Keys.OBJECTS, "", 1);
    }

    @Override
    public Optional<Found> open(String owner, Hash hash) {
        // The original wrote owners as they are, whatever they are.
        String key = S3Keys.OBJECTS + owner + "/" + hash;
        return bucket.get(key, 0, Long.MAX_VALUE).map(opened -> found(new S3Content(bucket, key, opened)));
    }

    private static Found found(S3Content content) {
        var object = content.object();
        return new Found(object.encoding(), object.storedBytes(), new FilterInputStream(content.stored()) {
            @Override
            public int read(byte[] to, int at, int count) throws IOException {
                try {
                    return super.read(to, at, count);
                } catch (IOException silent) {
                    // It was asked for several times.
                    throw new Unavailable("The bucket stopped answering. Try again later.", silent);
                }
            }

            @Override
            public void close() {
                content.close();
            }
        });
    }

    @Override
    public void close() {
        bucket.close();
    }
}
