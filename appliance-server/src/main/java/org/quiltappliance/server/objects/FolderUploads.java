package org.quiltappliance.server.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a store receives objects: a folder of its own, with a file beside it that is locked as long as the store is open.
 * The system releases the lock of a process that is killed, so whoever opens next tells the folder of a dead one from
 * that of a living one, which may belong to another node on the same disk.
 */
final class FolderUploads implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FolderUploads.class);

    private static final String LOCK = ".lock";

    /** Only where it cannot be told who lives: a connection is cut long before it has been silent for so long. */
    private static final Duration ABANDONED_AFTER = Duration.ofHours(6);

    /**
     * What this process has locked. On most systems closing any other channel to the same file releases the lock of the
     * whole process, so these must not be opened a second time.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    /** Whose folder it is, as far as can be told. */
    private enum Owner {
        LIVES,
        IS_DEAD,
        UNKNOWN
    }

    private record Claim(Path folder, Path lock, FileChannel channel) {}

    private final Path uploads;
    private @Nullable Claim claim;

    /** @param uploads made when missing; may be shared with other processes */
    FolderUploads(Path uploads) {
        this.uploads = uploads;
    }

    /** Takes a folder of its own. */
    void open() throws IOException {
        Files.createDirectories(uploads);
        claim = take(uploads.toRealPath());
    }

    /** More than once if somebody who sweeps came between the making of the file and its lock, and took it for a dead one's. */
    private static Claim take(Path uploads) throws IOException {
        while (true) {
            String name = UUID.randomUUID().toString();
            Path lock = uploads.resolve(name + LOCK);
            OURS.add(lock);
            boolean taken = false;
            try {
                var channel = FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                taken = isLocked(channel) && Files.exists(lock);
                if (taken) {
                    return new Claim(Files.createDirectory(uploads.resolve(name)), lock, channel);
                }
                channel.close();
            } finally {
                if (!taken) {
                    OURS.remove(lock);
                }
            }
        }
    }

    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException unsupported) {
            log.warn("This disk cannot lock files; what killed processes leave is removed after {}", ABANDONED_AFTER);
            return true;
        }
    }

    /** A name that nobody has, for one file. */
    Path newFile() {
        Claim ours = claim;
        if (ours == null) {
            throw new IllegalStateException("The store has not been opened");
        }
        return ours.folder().resolve(UUID.randomUUID().toString());
    }

    /**
     * Removes what dead processes were receiving.
     *
     * @return whether no other process uses the folder now
     */
    boolean sweep() throws IOException {
        boolean alone = true;
        for (Path found : children(uploads.toRealPath())) {
            if (found.toString().endsWith(LOCK)) {
                alone &= sweepOf(found);
            } else if (Files.isRegularFile(found)) {
                // As versions without folders left it.
                deleteAbandoned(found);
            } else if (!Files.exists(lockOf(found))) {
                // The lock is made before the folder and removed after it.
                delete(found);
            }
        }
        return alone;
    }

    private boolean sweepOf(Path lock) throws IOException {
        if (OURS.contains(lock)) {
            return claim != null && claim.lock().equals(lock);
        }
        Path folder = folderOf(lock);
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            switch (owner(channel)) {
                case LIVES -> {
                    return false;
                }
                case UNKNOWN -> {
                    for (Path file : children(folder)) {
                        deleteAbandoned(file);
                    }
                    return false;
                }
                case IS_DEAD -> {
                    delete(folder);
                    Files.deleteIfExists(lock);
                    return true;
                }
            }
        } catch (NoSuchFileException endedMeanwhile) {
            return true;
        }
        return false;
    }

    private static Owner owner(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock == null ? Owner.LIVES : Owner.IS_DEAD;
        } catch (IOException unsupported) {
            return Owner.UNKNOWN;
        }
    }

    private static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }

    private static Path folderOf(Path lock) {
        String name = lock.getFileName().toString();
        return lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (NoSuchFileException nothing) {
            return List.of();
        }
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : children(folder)) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }

    /** Deletes a file that nobody wrote to for hours; does nothing when it is gone. */
    static void deleteAbandoned(Path file) throws IOException {
        try {
            var last = Files.getLastModifiedTime(file).toInstant();
            if (last.isBefore(Instant.now().minus(ABANDONED_AFTER))) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException finished) {
            return;
        }
    }

    /** Gives the folder up. What is still in it is worthless. */
    @Override
    public void close() {
        Claim ours = claim;
        claim = null;
        if (ours == null) {
            return;
        }
        try {
            release(ours);
        } catch (IOException failed) {
            // The next start sweeps it away.
            log.warn("The folder for uploads could not be removed", failed);
        } finally {
            OURS.remove(ours.lock());
        }
    }

    private static void release(Claim ours) throws IOException {
        try {
            delete(ours.folder());
            Files.deleteIfExists(ours.lock());
        } finally {
            ours.channel().close();
        }
    }
}
