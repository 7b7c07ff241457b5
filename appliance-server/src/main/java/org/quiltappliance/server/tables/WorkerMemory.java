package org.quiltappliance.server.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory of the computer another process has. */
final class WorkerMemory {

    private static final int PAGE = 4096;

    private WorkerMemory() {}

    /** Bytes; nothing where the system does not say so in a file, or the process is gone. */
    static OptionalLong of(long process) {
        Path file = Path.of("/proc", Long.toString(process), "statm");
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        try {
            var words = Files.readString(file).split(" ");
            return words.length < 2 ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(words[1]) * PAGE);
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }
}
