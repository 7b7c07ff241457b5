package org.quiltappliance.server.objects;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects as files in a folder ({@link FolderLayout}), each written under another name, flushed where {@code durable}
 * asks for it, and renamed when it is complete and right. Several nodes may share the folder.
 */
public final class FolderObjectStore implements ObjectStore {

    private static final Logger log = LoggerFactory.getLogger(FolderObjectStore.class);
    private static final Set<PosixFilePermission> WRITING =
            Set.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final FolderLayout layout;
    private final FolderUploads uploads;
    private final FolderPlaces places;
    private final FolderPlaces trash;
    private final FreeSpace space;
    private final Flush flush;

    /** @param keepFreeBytes uploads are refused when less than this would be left on the disk */
    public FolderObjectStore(StoreConfig.Folder config, long keepFreeBytes) {
        this(config, keepFreeBytes, config.folder().toFile()::getUsableSpace);
    }

    /** @param usableBytes what the disk has left now */
    FolderObjectStore(StoreConfig.Folder config, long keepFreeBytes, LongSupplier usableBytes) {
        this(config.folder(), keepFreeBytes, usableBytes, config.durable() ? Flush.DISK : Flush.NONE);
    }

    FolderObjectStore(Path folder, long keepFreeBytes, LongSupplier usableBytes, Flush flush) {
        this.flush = flush;
        layout = new FolderLayout(folder);
        uploads = new FolderUploads(layout.uploads());
        places = new FolderPlaces(layout, uploads, flush);
        trash = places.trash();
        space = new FreeSpace(usableBytes, keepFreeBytes);
    }

    @Override
    public void open() {
        try {
            places.open();
            uploads.open();
            trash.open();
            sweep();
        } catch (IOException failed) {
            throw new Unavailable("The folder of the objects cannot be used: " + failed.getMessage(), failed);
        }
    }

    /** Proofs are listed first: whoever was proving something by then is seen to live afterwards. */
    private void sweep() throws IOException {
        var proofs = proofs();
        boolean alone = uploads.sweep();
        for (Path proof : proofs) {
            if (alone) {
                Files.deleteIfExists(proof);
            } else {
                FolderUploads.deleteAbandoned(proof);
            }
        }
    }

    private List<Path> proofs() throws IOException {
        try (Stream<Path> proofs = Files.list(layout.objectsOf(PROOFS).toPath())) {
            return proofs.toList();
        } catch (NoSuchFileException nothing) {
            return List.of();
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
    public void prove() {
        requireFolder();
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
    public Optional<Path> file(String owner, Hash hash) {
        var object = find(owner, hash);
        if (object.isEmpty() || object.get().encoding() != ObjectEncoding.RAW) {
            return Optional.empty();
        }
        Path file = places.object(owner, hash).toPath();
        try {
            protect(file);
        } catch (IOException failed) {
            log.debug("An object may still be written to by its owner: {}", file, failed);
        }
        return Optional.of(file);
    }

    /** Where there are no such permissions, a file that may not be written could not be replaced or deleted either. */
    private static void protect(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            var permissions = EnumSet.copyOf(view.readAttributes().permissions());
            if (permissions.removeAll(WRITING)) {
                view.setPermissions(permissions);
            }
        }
    }

    @Override
    public Upload upload(String owner, Hash hash, ObjectEncoding encoding, long announcedBytes) {
        requireFolder();
        try {
            return new FolderUpload(
                    uploads.newFile(),
                    hash,
                    encoding,
                    announcedBytes,
                    space,
                    flush,
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
    public Stream<Listed> list() {
        requireFolder();
        try {
            return new FolderListing(layout).all();
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    @Override
    public void discard(String owner, Hash hash) {
        try {
            places.discard(owner, hash);
        } catch (IOException failed) {
            throw space.explain(failed);
        }
    }

    @Override
    public boolean recover(String owner, Hash hash) {
        try {
            return places.recover(owner, hash);
        } catch (IOException failed) {
            throw space.explain(failed);
        }
    }

    @Override
    public Emptied emptyTrash(Instant discardedBefore) {
        long objects = 0;
        long bytes = 0;
        try (var all = new FolderListing(layout.trash()).all()) {
            for (Listed listed : (Iterable<Listed>) all::iterator) {
                if (listed.stored().isBefore(discardedBefore)) {
                    trash.delete(listed.owner(), listed.hash());
                    objects++;
                    bytes += listed.storedBytes();
                }
            }
        } catch (IOException failed) {
            throw unreadable(failed);
        }
        return new Emptied(objects, bytes);
    }

    @Override
    public void requireSpace(long bytes) {
        requireFolder();
        space.require(bytes);
    }

    @Override
    public boolean lacksSpace() {
        return space.isMissed();
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
        uploads.close();
    }
}
