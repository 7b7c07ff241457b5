package org.quiltappliance.server.objects;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.quiltappliance.server.contents.Hash;

/** A store that has another one do everything; whoever extends this says what is different about it. */
public abstract class ForwardingObjectStore implements ObjectStore {

    /** Who does it, asked anew each time. */
    protected abstract ObjectStore place();

    @Override
    public void open() {
        place().open();
    }

    @Override
    public Optional<StoredObject> find(String owner, Hash hash) {
        return place().find(owner, hash);
    }

    @Override
    public void prove() {
        place().prove();
    }

    @Override
    public Map<Hash, Long> sizes(String owner, Collection<Hash> hashes) {
        return place().sizes(owner, hashes);
    }

    @Override
    public Optional<ObjectContent> read(String owner, Hash hash) {
        return place().read(owner, hash);
    }

    @Override
    public Optional<ObjectContent> read(String owner, Hash hash, long first, long atMost) {
        return place().read(owner, hash, first, atMost);
    }

    @Override
    public Optional<Path> file(String owner, Hash hash) {
        return place().file(owner, hash);
    }

    @Override
    public Upload upload(String owner, Hash hash, ObjectEncoding encoding, long announcedBytes) {
        return place().upload(owner, hash, encoding, announcedBytes);
    }

    @Override
    public void delete(String owner, Hash hash) {
        place().delete(owner, hash);
    }

    @Override
    public Stream<Listed> list() {
        return place().list();
    }

    @Override
    public void discard(String owner, Hash hash) {
        place().discard(owner, hash);
    }

    @Override
    public boolean recover(String owner, Hash hash) {
        return place().recover(owner, hash);
    }

    @Override
    public Emptied emptyTrash(Instant discardedBefore) {
        return place().emptyTrash(discardedBefore);
    }

    @Override
    public void requireSpace(long bytes) {
        place().requireSpace(bytes);
    }

    @Override
    public boolean lacksSpace() {
        return place().lacksSpace();
    }

    @Override
    public Optional<Instant> clock() {
        return place().clock();
    }

    @Override
    public Executor reading() {
        return place().reading();
    }

    @Override
    public Executor writing() {
        return place().writing();
    }

    @Override
    public void close() {
        place().close();
    }
}
