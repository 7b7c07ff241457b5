package org.quiltappliance.server.http;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.objects.ObjectContent;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.objects.StoredObject;

/** A store that knows how many uploads have begun and were not closed. */
record CountedUploads(ObjectStore store, AtomicLong underWay) implements ObjectStore {

    CountedUploads(ObjectStore store) {
        this(store, new AtomicLong());
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

    @Override
    public void open() {
        store.open();
    }

    @Override
    public Optional<StoredObject> find(String owner, Hash hash) {
        return store.find(owner, hash);
    }

    @Override
    public void prove() {
        store.prove();
    }

    @Override
    public Map<Hash, Long> sizes(String owner, Collection<Hash> hashes) {
        return store.sizes(owner, hashes);
    }

    @Override
    public Optional<ObjectContent> read(String owner, Hash hash) {
        return store.read(owner, hash);
    }

    @Override
    public Optional<ObjectContent> read(String owner, Hash hash, long first, long atMost) {
        return store.read(owner, hash, first, atMost);
    }

    @Override
    public void delete(String owner, Hash hash) {
        store.delete(owner, hash);
    }

    @Override
    public Stream<Listed> list() {
        return store.list();
    }

    @Override
    public void discard(String owner, Hash hash) {
        store.discard(owner, hash);
    }

    @Override
    public boolean recover(String owner, Hash hash) {
        return store.recover(owner, hash);
    }

    @Override
    public Emptied emptyTrash(Instant discardedBefore) {
        return store.emptyTrash(discardedBefore);
    }

    @Override
    public void requireSpace(long bytes) {
        store.requireSpace(bytes);
    }

    @Override
    public Executor reading() {
        return store.reading();
    }

    @Override
    public Executor writing() {
        return store.writing();
    }

    @Override
    public void close() {
        store.close();
    }
}
