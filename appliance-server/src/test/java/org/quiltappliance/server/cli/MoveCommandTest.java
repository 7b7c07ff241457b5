package org.quiltappliance.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoveCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int move(String... more) {
        var line =
                new ArrayList<>(List.of("move", "--home", folder.resolve("home").toString()));
        line.addAll(List.of(more));
        var around = new CommandLine.Surroundings(
                new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                new PrintStream(err, true, UTF_8),
                new ByteArrayInputStream("secret from the input\n".getBytes(UTF_8)),
                Map.of(),
                "quilt-appliance",
                config -> {
                    throw new IllegalStateException("Nothing is to be started");
                },
                work -> {},
                SilentLogs.SILENT);
        return new CommandLine(around).run(line);
    }

    @Test
    void aSecretOnTheCommandLineIsRefusedAndNotRepeated() {
        int code = move("--set", "APPLIANCE_STORE=external", "--set", "AWS_SECRET_ACCESS_KEY=hunter2");

        assertThat(code).isEqualTo(ExitCode.WRONG_USE);
        assertThat(err.toString(UTF_8))
                .contains("--set AWS_SECRET_ACCESS_KEY=-", "--set AWS_SECRET_ACCESS_KEY_FILE=FILE")
                .doesNotContain("hunter2");
    }

    @Test
    void whereToHasToBeSaid() {
        assertThat(move()).isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void testModeHasNothingToMove() {
        int code = move("--set", "APPLIANCE_STORE=external", "--set", "AWS_SECRET_ACCESS_KEY=-", "--dry-run");

        assertThat(code).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString(UTF_8)).contains("persistent mode").doesNotContain("secret from the input");
    }
}
