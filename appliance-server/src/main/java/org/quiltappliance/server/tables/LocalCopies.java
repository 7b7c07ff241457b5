package org.quiltappliance.server.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.TooLarge;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.errors.ApplianceException.Unprocessable;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.tables.worker.Source.Format;

/**
 * Files that a worker can read: the object itself where it is one, else a copy of its content, kept within a bound. Of text files
 * there is the first part alone, up to the end of a line.
 */
final class LocalCopies implements AutoCloseable {

    private static final String CUT = ".cut";
    private static final String WHOLE = ".whole";
    private static final String FRESH = ".fresh";
    private static final int THREADS = 2;
    private static final int WAITING = 32;

    private final ObjectStore objects;
    private final Path folder;
    private final TableLimits limits;
    private final Map<String, CompletableFuture<Path>> making = new HashMap<>();
    private final Map<Path, Integer> used = new HashMap<>();
    private final ExecutorService copying;

    LocalCopies(ObjectStore objects, Path folder, TableLimits limits) {
        this.objects = objects;
        this.folder = folder;
        this.limits = limits;
        var threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(WAITING),
                Threads.named("table-copies"));
        threads.allowCoreThreadTimeOut(true);
        copying = threads;
    }

    /** What is wanted. @param bytes of the content, unpacked; negative when not known */
    record Wanted(String owner, Hash hash, long bytes, TableFormat format) {

        boolean isText() {
            return format.format() == Format.CSV || format.format() == Format.JSONL;
        }

        String name() {
            return hash + (isText() ? format.packed() ? "-unpacked" : "-text" : "");
        }
    }

    /** A file that stays while this is open. @param cut whether it is the first part alone */
    record Local(Path file, boolean cut, long bytes, Runnable release) implements AutoCloseable {
        @Override
        public void close() {
            release.run();
        }
    }

    /**
     * @throws NotFound when the object is missing
     * @throws TooLarge when there is no room for a copy by any means
     * @throws Unavailable when the copy takes long: it goes on, and may be there the next time
     */
    Local open(Wanted wanted) {
        var direct = direct(wanted);
        if (direct.isPresent()) {
            return direct.get();
        }
        CompletableFuture<Path> copy;
        synchronized (this) {
            var there = lease(wanted.name());
            if (there.isPresent()) {
                return there.get();
            }
            copy = making.computeIfAbsent(wanted.name(), name -> begin(wanted));
        }
        await(copy);
        synchronized (this) {
            return lease(wanted.name())
                    .orElseThrow(() -> new Unavailable("The table is being fetched. Try again in a moment."));
        }
    }

    /** A file that was made here by {@link #make}, if it is still there. */
    synchronized Optional<Local> made(String name) {
        return lease(name);
    }

    /** Writes a file. */
    interface Making {
        /** @param file does not exist yet; what is beside it under the same beginning goes, too */
        void write(Path file);
    }

    /**
     * A file that is made of others, kept like a copy. One at a time of the same name.
     *
     * @param room about so many bytes at most
     * @throws Unavailable when there is no room
     */
    Local make(String name, long room, Making making) {
        Path fresh = folder.resolve(name + FRESH);
        try {
            Files.createDirectories(folder);
            makeRoom(room);
            removeAll(fresh);
            try {
                making.write(fresh);
                fresh.toFile().setReadOnly();
                Files.move(fresh, folder.resolve(name + WHOLE), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                removeAll(fresh);
            }
        } catch (IOException failed) {
            throw new Unavailable("The table could not be written on the registry's disk.", failed);
        }
        return made(name).orElseThrow(() -> new Unavailable("The table is being fetched. Try again in a moment."));
    }

    /** Also what a worker that ended early left beside it. */
    private void removeAll(Path fresh) throws IOException {
        try (var files = Files.newDirectoryStream(folder, fresh.getFileName() + "*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private Optional<Local> direct(Wanted wanted) {
        if (wanted.format().packed()) {
            return Optional.empty();
        }
        return objects.file(wanted.owner(), wanted.hash())
                .map(file -> new Local(file, false, file.toFile().length(), () -> {}))
                .filter(local -> !wanted.isText() || local.bytes() <= limits.textBytes());
    }

    private Optional<Local> lease(String name) {
        for (String end : List.of(WHOLE, CUT)) {
            Path file = folder.resolve(name + end);
            if (Files.exists(file)) {
                used.merge(file, 1, Integer::sum);
                touch(file);
                return Optional.of(
                        new Local(file, end.equals(CUT), file.toFile().length(), () -> release(file)));
            }
        }
        return Optional.empty();
    }

    /** What was used last goes last. */
    private static void touch(Path file) {
        file.toFile().setLastModified(System.currentTimeMillis());
    }

    private synchronized void release(Path file) {
        used.merge(file, -1, (left, one) -> left + one > 0 ? left + one : null);
    }

    private CompletableFuture<Path> begin(Wanted wanted) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return copy(wanted);
                        } catch (ZipException broken) {
                            throw new Unprocessable("This is no gzip file.");
                        } catch (IOException failed) {
                            throw new Unavailable("The table could not be fetched from the store.", failed);
                        } finally {
                            forget(wanted);
                        }
                    },
                    copying);
        } catch (RejectedExecutionException full) {
            throw new Unavailable("Many tables are being fetched just now. Try again in a moment.");
        }
    }

    private synchronized void forget(Wanted wanted) {
        making.remove(wanted.name());
    }

    private void await(CompletableFuture<Path> copy) {
        try {
            copy.get(limits.copyPatience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new Unavailable("The table is being fetched from the store. Try again in a moment.");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ApplianceException known) {
                throw known;
            }
            throw new IllegalStateException("A table was not copied", failed);
        } catch (CancellationException | InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new Unavailable("The registry is about to end.");
        }
    }

    private Path copy(Wanted wanted) throws IOException {
        long most = wanted.isText() ? limits.textBytes() : limits.cacheBytes();
        if (!wanted.isText() && wanted.bytes() > most) {
            throw tooLarge(most);
        }
        Files.createDirectories(folder);
        makeRoom(wanted.bytes() < 0 ? most : Math.min(wanted.bytes(), most));
        Path fresh = folder.resolve(wanted.name() + FRESH);
        Files.deleteIfExists(fresh);
        try (var content = objects.read(wanted.owner(), wanted.hash())
                        .orElseThrow(() -> new NotFound("The object of this file is missing in the store."));
                var original = content.original();
                var in = wanted.format().packed() ? new GZIPInputStream(original, 1 << 16) : original) {
            boolean cut = write(in, fresh, most);
            if (cut && !wanted.isText()) {
                throw tooLarge(most);
            }
            Path file = folder.resolve(wanted.name() + (cut ? CUT : WHOLE));
            fresh.toFile().setReadOnly();
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static TooLarge tooLarge(long most) {
        return new TooLarge("This table is larger than what can be shown from a packed or distant store: "
                + (most >> 20) + " MiB.");
    }

    /** @return whether there was more; the file ends with a whole line then, where it has lines */
    private static boolean write(InputStream in, Path file, long most) throws IOException {
        long written = 0;
        long lines = 0;
        var buffer = new byte[1 << 16];
        try (var out = Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read; (read = in.read(buffer)) >= 0; ) {
                int count = (int) Math.min(read, most - written);
                var bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                for (int i = count - 1; i >= 0; i--) {
                    if (buffer[i] == '\n') {
                        lines = written + i + 1;
                        break;
                    }
                }
                written += count;
                if (count < read) {
                    if (lines > 0) {
                        out.truncate(lines);
                    }
                    return true;
                }
            }
        }
        return false;
    }

    /** Removes copies that nobody uses, the least recent ones first. */
    private synchronized void makeRoom(long bytes) throws IOException {
        var copies = new ArrayList<Path>();
        long taken = 0;
        try (var files = Files.newDirectoryStream(folder, "*{" + WHOLE + "," + CUT + "}")) {
            for (Path file : files) {
                copies.add(file);
                taken += Files.size(file);
            }
        }
        copies.sort(Comparator.comparing(LocalCopies::lastUse));
        for (Path file : copies) {
            if (taken + bytes <= limits.cacheBytes() && hasRoom(bytes)) {
                return;
            }
            if (!used.containsKey(file)) {
                taken -= Files.size(file);
                Files.delete(file);
            }
        }
        if (taken + bytes > limits.cacheBytes()) {
            throw new Unavailable("Many tables are being read just now. Try again in a moment.");
        }
        if (!hasRoom(bytes)) {
            throw new Unavailable("There is no room on the registry's disk for a copy of this table.");
        }
    }

    private boolean hasRoom(long bytes) {
        return folder.toFile().getUsableSpace() - bytes >= limits.keepFreeBytes();
    }

    private static Instant lastUse(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return FileTime.fromMillis(0).toInstant();
        }
    }

    /** Bytes of all copies. */
    long bytes() {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        copying.shutdownNow();
    }
}
