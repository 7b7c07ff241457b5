package org.quiltappliance.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.quiltappliance.server.testing.Program;

/** The command in a process of its own, as people call it. */
final class CommandProcess {

    private CommandProcess() {}

    /**
     * Starts it.
     *
     * @param folder that gets what it says, in {@code NAME.out} and {@code NAME.err}; what somebody types is read from
     *     {@code NAME.in} there, if there is such a file
     * @param environment beside that of this process
     */
    static Process start(Path folder, String name, Map<String, String> environment, String... line) throws IOException {
        var flags = List.of("-XX:TieredStopAtLevel=1", "-Xmx256m");
        var builder = new ProcessBuilder(Program.line(flags, List.of(line)))
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        var typed = folder.resolve(name + ".in");
        if (Files.exists(typed)) {
            builder.redirectInput(typed.toFile());
        }
        builder.environment().putAll(environment);
        return builder.start();
    }
}
