package org.quiltappliance.server.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory of the computer another process has. */
final class WorkerMemory {

    private static final String RESIDENT = "VmRSS:";

    private WorkerMemory() {}

    /** Bytes; nothing where the system does not say so in a file, or the process is gone. */
    static OptionalLong of(long process) {
        Path file = Path.of("/proc", Long.toString(process), "status");
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        try (var lines = Files.lines(file)) {
            // In units of 1024 bytes, whatever the size of a page is.
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
        } catch (IOException | UncheckedIOException gone) {
            return OptionalLong.empty();
        }
    }
}
