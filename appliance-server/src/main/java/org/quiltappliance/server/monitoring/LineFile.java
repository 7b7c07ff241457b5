package org.quiltappliance.server.monitoring;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines that somebody else writes, such as a program in a container: without secrets, and put aside as {@code
 * NAME.1} and so on when it is large. For all threads.
 */
public final class LineFile implements AutoCloseable {

    private static final long LARGEST = 10L * 1024 * 1024;
    private static final int OLD_FILES = 4;

    private final Path file;
    private final Redaction redaction;
    private final long largest;
    private @Nullable BufferedWriter out;
    private long size;

    /** @param file in a folder that exists */
    public LineFile(Path file, Redaction redaction) {
        this(file, redaction, LARGEST);
    }

    LineFile(Path file, Redaction redaction, long largest) {
        this.file = file;
        this.redaction = redaction;
        this.largest = largest;
    }

    /** Appends the line. */
    public synchronized void add(String line) {
        String safe = redaction.of(line);
        try {
            BufferedWriter writer = writer();
            writer.write(safe);
            writer.write('\n');
            writer.flush();
            size += safe.length() + 1;
            if (size > largest) {
                close();
                rollOver();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private BufferedWriter writer() throws IOException {
        if (out == null) {
            out = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            size = Files.size(file);
        }
        return out;
    }

    private void rollOver() throws IOException {
        for (int i = OLD_FILES - 1; i >= 1; i--) {
            if (Files.exists(numbered(i))) {
                Files.move(numbered(i), numbered(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, numbered(1), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    @Override
    public synchronized void close() {
        if (out != null) {
            try {
                out.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } finally {
                out = null;
            }
        }
    }
}
