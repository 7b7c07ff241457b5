package org.quiltappliance.server.backup;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.quiltappliance.server.home.OwnerFiles;

/** Changes to files that are on the disk when they return. Throws {@link UncheckedIOException}. */
final class DurableFiles {

    private final Runnable beforeChange;

    DurableFiles() {
        this(() -> {});
    }

    /** @param beforeChange called before each change, so that tests can end the world there */
    DurableFiles(Runnable beforeChange) {
        this.beforeChange = beforeChange;
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private <T> T change(Action<T> action) {
        beforeChange.run();
        return reading(action);
    }

    private static <T> T reading(Action<T> action) {
        try {
            return action.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A new file to be written; its bytes are on the disk when it is closed. */
    OutputStream create(Path file) {
        return change(() -> new Output(
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), beforeChange));
    }

    /** A whole new file. */
    void write(Path file, byte[] content) {
        try (var out = create(file)) {
            out.write(content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The file with this content, whatever it had before. */
    void replace(Path file, byte[] content) {
        change(() -> {
            OwnerFiles.replace(file, content);
            return file;
        });
    }

    /** Makes the folder and those above it, for their owner alone. */
    void makeFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            change(() -> {
                OwnerFiles.makeFolder(folder);
                return folder;
            });
        }
    }

    /** Gives a file or folder another name on the same disk, all at once. */
    void move(Path from, Path to) {
        change(() -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
    }

    void delete(Path file) {
        change(() -> Files.deleteIfExists(file));
    }

    /** Removes a folder and all that is in it; follows no link. */
    void deleteTree(Path folder) {
        if (Files.exists(folder)) {
            change(() -> {
                OwnerFiles.empty(folder);
                return Files.deleteIfExists(folder);
            });
        }
    }

    /** Makes the names in a folder survive a loss of power. Windows has no such thing and does not need it. */
    void flushFolder(Path folder) {
        if (File.separatorChar == '/') {
            change(() -> {
                try (var open = FileChannel.open(folder)) {
                    open.force(true);
                }
                return folder;
            });
        }
    }

    /** What is in a folder; nothing when it is not there. */
    static List<Path> children(Path folder) {
        return reading(() -> {
            try (Stream<Path> children = Files.list(folder)) {
                return children.sorted().toList();
            } catch (NoSuchFileException absent) {
                return List.of();
            }
        });
    }

    static byte[] read(Path file) {
        return reading(() -> Files.readAllBytes(file));
    }

    /** The length of a file; negative when there is none. */
    static long size(Path file) {
        var plain = file.toFile();
        return plain.isFile() ? plain.length() : -1;
    }

    private static final class Output extends OutputStream {

        private final FileChannel file;
        private final Runnable beforeChange;

        Output(FileChannel file, Runnable beforeChange) {
            this.file = file;
            this.beforeChange = beforeChange;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int at, int count) throws IOException {
            beforeChange.run();
            var bytes = ByteBuffer.wrap(from, at, count);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }

        @Override
        public void close() throws IOException {
            try (file) {
                if (file.isOpen()) {
                    file.force(true);
                }
            }
        }
    }
}
