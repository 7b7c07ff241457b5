package org.quiltappliance.server.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.monitoring.DiskSpace;

/**
 * A folder with backups:
 *
 * <pre>{@code
 * objects/ab/cd/<hash>          each content once, unpacked, shared by all snapshots
 * snapshots/<id>/               one backup; counts when COMPLETE is there, whose text is the hash of the manifest
 * snapshots/<id>.checked.json   how it was verified
 * incoming/                     on its way in; worthless when nobody works here
 * lock                          held by whoever changes anything
 * }</pre>
 */
final class Repository {

    static final String COMPLETE = "COMPLETE";
    static final String MANIFEST = "manifest.json";
    static final String OBJECTS_PART = "objects.jsonl.gz";

    /** What must be left of the disk, whoever else uses it. */
    static final long KEEP_FREE_BYTES = 256L << 20;

    private final Path folder;
    private final DurableFiles files;
    private final DiskSpace.Gauge gauge;
    private final ContentFiles contents;

    Repository(Path folder, DurableFiles files, DiskSpace.Gauge gauge) {
        this.folder = folder.toAbsolutePath().normalize();
        this.files = files;
        this.gauge = gauge;
        this.contents = new ContentFiles(this.folder.resolve("objects"), incoming(), files);
    }

    /** Runs work that touches files, and says what to do when they refuse. */
    <T> T explaining(Supplier<T> work) {
        try {
            return work.get();
        } catch (UncheckedIOException failed) {
            throw Work.failure(explain(failed));
        } catch (RuntimeException failed) {
            throw Work.failure(failed);
        }
    }

    private ApplianceException explain(UncheckedIOException failed) {
        var reason = String.valueOf(failed.getCause().getMessage());
        boolean full =
                Stream.of("No space left", "not enough space", "quota exceeded").anyMatch(reason::contains);
        return full
                ? new NoSpace("The disk of the backup folder " + folder
                        + " is full. Delete older backups, or choose a folder on another disk.")
                : new Unavailable(
                        "The backup folder " + folder + " cannot be used: " + reason
                                + ". Check that its disk is there and that this user may write to it.",
                        failed);
    }

    Path folder() {
        return folder;
    }

    DurableFiles files() {
        return files;
    }

    ContentFiles contents() {
        return contents;
    }

    private Path snapshotsFolder() {
        return folder.resolve("snapshots");
    }

    Path snapshot(SnapshotId id) {
        return snapshotsFolder().resolve(id.text());
    }

    Path checked(SnapshotId id) {
        return snapshotsFolder().resolve(id + ".checked.json");
    }

    private Path incoming() {
        return folder.resolve("incoming");
    }

    Path newIncoming() {
        return incoming().resolve(UUID.randomUUID().toString());
    }

    /** Makes the folders that are missing. */
    void prepare() {
        Stream.of(folder, folder.resolve("objects"), snapshotsFolder(), incoming())
                .forEach(files::makeFolder);
    }

    /** Snapshots that count, oldest first. */
    List<SnapshotId> complete() {
        return all().filter(this::isComplete).toList();
    }

    private Stream<SnapshotId> all() {
        return DurableFiles.children(snapshotsFolder()).stream()
                .filter(Files::isDirectory)
                .flatMap(path -> SnapshotId.find(path.getFileName().toString()).stream())
                .sorted();
    }

    private boolean isComplete(SnapshotId id) {
        return Files.exists(snapshot(id).resolve(COMPLETE));
    }

    /** @throws NotFound when there is no such snapshot, or it never became complete */
    void require(SnapshotId id) {
        if (!isComplete(id)) {
            throw new NotFound("There is no backup " + id + " in " + folder + ".");
        }
    }

    /** @throws Invalid when the manifest is not the one that was completed, or from a newer program */
    Manifest manifest(SnapshotId id) {
        require(id);
        return readManifest(snapshot(id));
    }

    static Manifest readManifest(Path snapshot) {
        byte[] bytes = DurableFiles.size(snapshot.resolve(MANIFEST)) < 0
                ? new byte[0]
                : DurableFiles.read(snapshot.resolve(MANIFEST));
        String expected = new String(DurableFiles.read(snapshot.resolve(COMPLETE)), StandardCharsets.US_ASCII);
        if (!expected.equals(completeText(bytes))) {
            throw new Invalid("The manifest of the backup " + snapshot.getFileName()
                    + " is missing or damaged. Use another backup.");
        }
        return Manifest.parse(bytes);
    }

    static String completeText(byte[] manifest) {
        return "manifest " + Hash.ofContent(manifest) + "\n";
    }

    /** Takes away what unfinished work left; only for the holder of the lock. */
    List<SnapshotId> sweep() {
        List<SnapshotId> unfinished = all().filter(id -> !isComplete(id)).toList();
        unfinished.forEach(id -> files.deleteTree(snapshot(id)));
        DurableFiles.children(incoming()).forEach(path -> {
            if (Files.isDirectory(path)) {
                files.deleteTree(path);
            } else {
                files.delete(path);
            }
        });
        return unfinished;
    }

    /** @throws NoSpace unless so many more bytes fit */
    void requireSpace(long bytes) {
        try {
            long free = gauge.of(folder).free();
            if (free - bytes < KEEP_FREE_BYTES) {
                throw new NoSpace("The backup needs " + mebibytes(bytes) + " MB more in " + folder + ", where "
                        + mebibytes(free) + " MB are free and " + mebibytes(KEEP_FREE_BYTES)
                        + " MB must stay free. Delete older backups, or choose a folder on another disk.");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    /** Whether losing one disk would lose the backups and those data. */
    boolean isOnDiskOf(Path data) {
        try {
            return Files.getFileStore(existing(folder)).equals(Files.getFileStore(existing(data)));
        } catch (IOException unknown) {
            // Below a changed root a disk is in no table of mounts: rather a warning too many.
            return true;
        }
    }

    private static Path existing(Path path) {
        return Files.exists(path)
                ? path
                : existing(Optional.ofNullable(path.getParent()).orElse(path.getRoot()));
    }

    /**
     * Runs work that changes the repository, while nobody else changes it, and says what to do when files refuse.
     *
     * @throws Conflict when somebody else changes it now
     */
    <T> T exclusively(Supplier<T> work) {
        return explaining(() -> {
            files.makeFolder(folder);
            try (var channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (!isLocked(channel)) {
                    throw new Conflict("Something else is at work in the backup folder " + folder
                            + ". Wait until it is done, or cancel it.");
                }
                return work.get();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    /** Runs work that reads one snapshot, which nobody removes meanwhile; also where nobody can write at all. */
    <T> T reading(Supplier<T> work) {
        return Files.isWritable(folder) ? exclusively(work) : explaining(work);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldHere) {
            // By another thread of this process: the same answer.
            return false;
        }
    }
}
