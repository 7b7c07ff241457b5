package org.quiltappliance.server.objects;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.config.ObjectsConfig;
import org.quiltappliance.server.contents.Hash;

/** Objects as files in a folder. */
public final class FolderObjectStore implements ObjectStore {

    private final ObjectsConfig config;

    public FolderObjectStore(ObjectsConfig config) {
        this.config = config;
    }

    @Override
    public void open() {
        throw new UnsupportedOperationException(config.toString());
    }

    @Override
    public Optional<StoredObject> find(String owner, Hash hash) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<Hash, Long> sizes(String owner, Collection<Hash> hashes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ObjectContent> read(String owner, Hash hash) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Upload upload(String owner, Hash hash, ObjectEncoding encoding, long announcedBytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String owner, Hash hash) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void requireSpace(long bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // Nothing is held open between calls.
    }
}
