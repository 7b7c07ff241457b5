package org.quiltappliance.server.objects;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.quiltappliance.server.config.ObjectsConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;

/**
 * Objects as files in a folder ({@link FolderLayout}), each written under another name, flushed where {@code durable}
 * asks for it, and renamed when it is complete and right. The folder belongs to one running appliance at a time.
 */
public final class FolderObjectStore implements ObjectStore {

    private final FolderLayout layout;
    private final FolderPlaces places;
    private final FreeSpace space;
    private final boolean durable;

    public FolderObjectStore(ObjectsConfig config) {
        this(config, config.folder().toFile()::getUsableSpace);
    }

    /** @param usableBytes what the disk has left now */
    FolderObjectStore(ObjectsConfig config, LongSupplier usableBytes) {
        layout = new FolderLayout(config.folder());
        places = new FolderPlaces(layout, config.durable());
        space = new FreeSpace(usableBytes, config.keepFreeBytes());
        durable = config.durable();
    }

    @Override
    public void open() {
        try {
            Files.createDirectories(layout.objects().toPath());
            Files.createDirectories(layout.encoded().toPath());
            Files.createDirectories(layout.uploads());
            sweep(layout.uploads());
        } catch (IOException failed) {
            throw new Unavailable("The folder of the objects cannot be used: " + failed.getMessage(), failed);
        }
    }

    private static void sweep(Path uploads) throws IOException {
        try (Stream<Path> leftovers = Files.list(uploads)) {
            for (Path leftover : (Iterable<Path>) leftovers::iterator) {
                Files.delete(leftover);
            }
        }
    }

    @Override
    public Optional<StoredObject> find(String owner, Hash hash) {
        try {
            var found = places.find(owner, hash);
            if (found.isEmpty()) {
                requireFolder();
            }
            return found;
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    @Override
    public Map<Hash, Long> sizes(String owner, Collection<Hash> hashes) {
        Map<Hash, Long> sizes = new HashMap<>();
        var folder = layout.objectsOf(owner);
        boolean anyEncoded = layout.encodedOf(owner).isDirectory();
        try {
            for (Hash hash : hashes) {
                long storedBytes = new File(folder, hash.toString()).length();
                if (storedBytes > 0 && !anyEncoded) {
                    sizes.put(hash, storedBytes);
                } else {
                    places.describe(owner, hash, storedBytes)
                            .ifPresent(object -> sizes.put(hash, object.originalBytes()));
                }
            }
        } catch (IOException failed) {
            throw unreadable(failed);
        }
        if (sizes.isEmpty()) {
            requireFolder();
        }
        return sizes;
    }

    @Override
    public Optional<ObjectContent> read(String owner, Hash hash) {
        try {
            var file = FileChannel.open(places.object(owner, hash).toPath());
            try {
                var object = places.describe(owner, hash, file.size());
                if (object.isPresent()) {
                    return Optional.of(new FolderContent(file, object.get()));
                }
            } catch (IOException | RuntimeException failed) {
                file.close();
                throw failed;
            }
            file.close();
            return Optional.empty();
        } catch (NoSuchFileException absent) {
            requireFolder();
            return Optional.empty();
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    @Override
    public Upload upload(String owner, Hash hash, ObjectEncoding encoding, long announcedBytes) {
        requireFolder();
        try {
            return new FolderUpload(
                    layout.newUpload(),
                    hash,
                    encoding,
                    announcedBytes,
                    space,
                    durable,
                    (file, object) -> places.put(owner, hash, object, file));
        } catch (IOException failed) {
            throw space.explain(failed);
        }
    }

    @Override
    public void delete(String owner, Hash hash) {
        try {
            places.delete(owner, hash);
        } catch (IOException failed) {
            throw space.explain(failed);
        }
    }

    @Override
    public void requireSpace(long bytes) {
        requireFolder();
        space.require(bytes);
    }

    /** A disk that is not there must not look like one without objects. */
    private void requireFolder() {
        if (!layout.objects().isDirectory()) {
            throw new Unavailable("The folder of the objects is not there.");
        }
    }

    private static Unavailable unreadable(IOException failed) {
        return new Unavailable("The objects on the disk of the registry cannot be read.", failed);
    }

    @Override
    public void close() {
        // Nothing is held open between calls.
    }
}
