package org.quiltappliance.server.objects;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.quiltappliance.server.contents.Hash;

/**
 * A store that may go on at another address with the same objects: a container has another port when it comes back. What
 * is under way ends with the old address, as it would have anyway.
 */
public final class MovingObjectStore implements ObjectStore {

    private volatile ObjectStore place;

    public MovingObjectStore(ObjectStore place) {
        this.place = place;
    }

    /** @param other the same objects; opened here, closed with this */
    public void moveTo(ObjectStore other) {
        other.open();
        ObjectStore before = place;
        place = other;
        before.close();
    }

    @Override
    public void open() {
        place.open();
    }

    @Override
    public Optional<StoredObject> find(String owner, Hash hash) {
        return place.find(owner, hash);
    }

    @Override
    public void prove() {
        place.prove();
    }

    @Override
    public Map<Hash, Long> sizes(String owner, Collection<Hash> hashes) {
        return place.sizes(owner, hashes);
    }

    @Override
    public Optional<ObjectContent> read(String owner, Hash hash) {
        return place.read(owner, hash);
    }

    @Override
    public Optional<ObjectContent> read(String owner, Hash hash, long first, long atMost) {
        return place.read(owner, hash, first, atMost);
    }

    @Override
    public Upload upload(String owner, Hash hash, ObjectEncoding encoding, long announcedBytes) {
        return place.upload(owner, hash, encoding, announcedBytes);
    }

    @Override
    public void delete(String owner, Hash hash) {
        place.delete(owner, hash);
    }

    @Override
    public Stream<Listed> list() {
        return place.list();
    }

    @Override
    public void discard(String owner, Hash hash) {
        place.discard(owner, hash);
    }

    @Override
    public boolean recover(String owner, Hash hash) {
        return place.recover(owner, hash);
    }

    @Override
    public Emptied emptyTrash(Instant discardedBefore) {
        return place.emptyTrash(discardedBefore);
    }

    @Override
    public void requireSpace(long bytes) {
        place.requireSpace(bytes);
    }

    @Override
    public boolean lacksSpace() {
        return place.lacksSpace();
    }

    @Override
    public Executor reading() {
        return work -> place.reading().execute(work);
    }

    @Override
    public Executor writing() {
        return work -> place.writing().execute(work);
    }

    @Override
    public void close() {
        place.close();
    }
}
