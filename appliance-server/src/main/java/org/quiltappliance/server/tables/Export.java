package org.quiltappliance.server.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with a result, which is gone when this is closed. */
public final class Export implements AutoCloseable {

    private final Path file;
    private final Runnable closed;

    Export(Path file, Runnable closed) {
        this.file = file;
        this.closed = closed;
    }

    public long bytes() {
        return file.toFile().length();
    }

    /** From its first byte. Closing the stream leaves this open. */
    public InputStream read() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void close() {
        closed.run();
    }
}
