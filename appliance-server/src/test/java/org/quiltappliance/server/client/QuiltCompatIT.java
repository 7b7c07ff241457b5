package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the Python tests of {@code installers/quilt-compat} in the client's environment. */
@ExtendWith(Testbed.Extension.class)
class QuiltCompatIT {

    @Test
    void fixesHoldOnThisPython(ClientTools tools, @TempDir Path folder) throws IOException, InterruptedException {
        var printed = folder.resolve("printed");

        var tests = new ProcessBuilder(tools.python().toString(), "-m", "unittest", "discover", "-s", "tests")
                .directory(Path.of("../installers/quilt-compat").toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();

        assertThat(tests.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(tests.exitValue()).as(Files.readString(printed)).isZero();
        assertThat(Files.readString(printed)).containsPattern("Ran [1-9]\\d+ tests");
    }
}
