package org.quiltappliance.server.objects;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds objects in the folder, and puts complete ones into their places so that nobody ever sees half a change. */
final class FolderPlaces {

    private static final Logger log = LoggerFactory.getLogger(FolderPlaces.class);
    private static final Hash EMPTY = ContentDigest.sha256("");
    private static final Pattern ENCODED = Pattern.compile("gzip (\\d{1,18})\\s*");
    private static final int LOCKS = 64;

    private final FolderLayout layout;
    private final FolderUploads uploads;
    private final Flush flush;

    /** One for each group of hashes: two changes of one object wait for each other. */
    private final Object[] locks;

    /** @param uploads opened before anything is changed here */
    FolderPlaces(FolderLayout layout, FolderUploads uploads, Flush flush) {
        this(
                layout,
                uploads,
                flush,
                IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toArray());
    }

    private FolderPlaces(FolderLayout layout, FolderUploads uploads, Flush flush, Object[] locks) {
        this.layout = layout;
        this.uploads = uploads;
        this.flush = flush;
        this.locks = locks;
    }

    /** The places of what was put aside. Shares the locks, as a move changes both. */
    FolderPlaces trash() {
        return new FolderPlaces(layout.trash(), uploads, flush, locks);
    }

    /**
     * Makes the folders. A process may have been killed after it put an object into its place and before it flushed that
     * name, so all names are flushed: from now on an object that is seen may be relied upon.
     */
    void open() throws IOException {
        for (Path folder : List.of(layout.objects().toPath(), layout.encoded().toPath())) {
            makeFolders(folder);
            try (var owners = Files.newDirectoryStream(folder, Files::isDirectory)) {
                for (Path owner : owners) {
                    flush.folder(owner);
                }
            }
            flush.folder(folder);
            flush.folder(folder.getParent());
        }
    }

    File object(String owner, Hash hash) {
        return new File(layout.objectsOf(owner), hash.toString());
    }

    private File encoded(String owner, Hash hash) {
        return new File(layout.encodedOf(owner), hash.toString());
    }

    Optional<StoredObject> find(String owner, Hash hash) throws IOException {
        return describe(owner, hash, object(owner, hash).length());
    }

    /**
     * What a file of this length is.
     *
     * @param storedBytes 0 when the file is missing, too
     */
    Optional<StoredObject> describe(String owner, Hash hash, long storedBytes) throws IOException {
        if (storedBytes == 0) {
            // A file cut to nothing by a crash counts as missing, so that clients send it again.
            boolean present = hash.equals(EMPTY) && object(owner, hash).exists();
            return present ? Optional.of(new StoredObject(0, 0, ObjectEncoding.RAW)) : Optional.empty();
        }
        var encoded = encoded(owner, hash);
        if (encoded.length() == 0) {
            return Optional.of(new StoredObject(storedBytes, storedBytes, ObjectEncoding.RAW));
        }
        Matcher text = ENCODED.matcher(Files.readString(encoded.toPath()));
        if (!text.matches()) {
            log.warn("Not readable, so its object counts as missing: {}", encoded);
            return Optional.empty();
        }
        return Optional.of(new StoredObject(storedBytes, Long.parseLong(text.group(1)), ObjectEncoding.GZIP));
    }

    /**
     * Makes the file the object, unless an intact one is there that would change its stored form.
     *
     * @param complete has the right content, and is on the disk where that is asked for; stays when it is not needed
     */
    void put(String owner, Hash hash, StoredObject object, Path complete) throws IOException {
        synchronized (lock(hash)) {
            var there = find(owner, hash);
            boolean bothRaw = object.encoding() == ObjectEncoding.RAW
                    && there.filter(old -> old.encoding() == ObjectEncoding.RAW).isPresent();
            // Raw over raw of the same hash is the same bytes, or a repair. All else is looked at first.
            if (there.isEmpty() || bothRaw || !isIntact(owner, hash, there.get())) {
                noteEncoding(owner, hash, object);
                move(owner, hash, complete);
            }
        }
    }

    void delete(String owner, Hash hash) throws IOException {
        synchronized (lock(hash)) {
            Files.deleteIfExists(object(owner, hash).toPath());
            Files.deleteIfExists(encoded(owner, hash).toPath());
        }
    }

    /** Puts an object into the trash, with the time; one that is there from before gives way. */
    void discard(String owner, Hash hash) throws IOException {
        synchronized (lock(hash)) {
            moveTo(trash(), owner, hash);
        }
    }

    /** Brings an object back from the trash unless it is there anew. @return whether it is there now */
    boolean recover(String owner, Hash hash) throws IOException {
        synchronized (lock(hash)) {
            return find(owner, hash).isPresent() || trash().moveTo(this, owner, hash);
        }
    }

    /** The note goes first, as it means nothing alone. */
    private boolean moveTo(FolderPlaces other, String owner, Hash hash) throws IOException {
        var object = find(owner, hash);
        if (object.isEmpty()) {
            return false;
        }
        Path file = object(owner, hash).toPath();
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        other.noteEncoding(owner, hash, object.get());
        other.move(owner, hash, file);
        Files.deleteIfExists(encoded(owner, hash).toPath());
        return true;
    }

    private Object lock(Hash hash) {
        return locks[Math.floorMod(hash.hashCode(), LOCKS)];
    }

    /** Comes before the object: a note without an object means nothing. */
    private void noteEncoding(String owner, Hash hash, StoredObject object) throws IOException {
        Path note = encoded(owner, hash).toPath();
        if (object.encoding() == ObjectEncoding.RAW) {
            if (Files.deleteIfExists(note)) {
                flush.folder(note.getParent());
            }
            return;
        }
        Path fresh = uploads.newFile();
        try (var file = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(("gzip " + object.originalBytes() + "\n").getBytes(StandardCharsets.US_ASCII)));
            flush.file(fresh, file);
        }
        makeFolder(note.getParent());
        Files.move(fresh, note, StandardCopyOption.ATOMIC_MOVE);
        flush.folder(note.getParent());
    }

    private void move(String owner, Hash hash, Path complete) throws IOException {
        Path place = object(owner, hash).toPath();
        makeFolder(place.getParent());
        try {
            Files.move(complete, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException refused) {
            // Windows replaces no file that somebody reads, which does not matter if that file is good.
            var there = find(owner, hash);
            if (there.isEmpty() || !isIntact(owner, hash, there.get())) {
                throw refused;
            }
        }
        flush.folder(place.getParent());
    }

    private boolean isIntact(String owner, Hash hash, StoredObject object) {
        var buffer = ByteBuffer.allocate(1 << 16);
        try (var file = FileChannel.open(object(owner, hash).toPath());
                var digest = new ContentDigest(object.encoding())) {
            while (file.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
            return digest.finish().equals(hash) && digest.bytes() == object.originalBytes();
        } catch (IOException | Invalid damaged) {
            log.warn("An object is damaged on the disk and will be replaced: {}/{}", owner, hash, damaged);
            return false;
        }
    }

    /** The folder above must be there: a disk that is not mounted must not be taken for an empty one. */
    private void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException another) {
            return;
        }
        flush.folder(folder.getParent());
    }

    private void makeFolders(Path folder) throws IOException {
        Path above = folder.getParent();
        if (above != null && !Files.isDirectory(folder)) {
            makeFolders(above);
            makeFolder(folder);
        }
    }
}
