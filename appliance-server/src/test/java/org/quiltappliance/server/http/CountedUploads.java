package org.quiltappliance.server.http;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.objects.ForwardingObjectStore;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.objects.ObjectStore;

/** A store that knows how many uploads have begun and were not closed. */
final class CountedUploads extends ForwardingObjectStore {

    private final ObjectStore store;
    private final AtomicLong underWay = new AtomicLong();

    CountedUploads(ObjectStore store) {
        this.store = store;
    }

    @Override
    protected ObjectStore place() {
        return store;
    }

    AtomicLong underWay() {
        return underWay;
    }

    @Override
    public Upload upload(String owner, Hash hash, ObjectEncoding encoding, long announcedBytes) {
        var upload = store.upload(owner, hash, encoding, announcedBytes);
        underWay.incrementAndGet();
        var open = new AtomicBoolean(true);
        return new Upload() {
            @Override
            public void write(ByteBuffer bytes) {
                upload.write(bytes);
            }

            @Override
            public void commit() {
                upload.commit();
            }

            @Override
            public void close() {
                upload.close();
                if (open.getAndSet(false)) {
                    underWay.decrementAndGet();
                }
            }
        };
    }
}
