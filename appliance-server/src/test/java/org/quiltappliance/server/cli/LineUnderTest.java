package org.quiltappliance.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** A command line that starts no registry, and what it wrote. */
final class LineUnderTest {

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** @param input what somebody types meanwhile */
    int run(String input, List<String> line) {
        var around = new CommandLine.Surroundings(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                Map.of(),
                "quilt-appliance",
                config -> {
                    throw new IllegalStateException("Nothing is to be started");
                },
                work -> {},
                SilentLogs.SILENT);
        return new CommandLine(around).run(line);
    }
}
