package org.quiltappliance.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoveCommandTest {

    @TempDir
    Path folder;

    private final LineUnderTest commands = new LineUnderTest();

    private int move(String... more) {
        var line =
                new ArrayList<>(List.of("move", "--home", folder.resolve("home").toString()));
        line.addAll(List.of(more));
        return commands.run("secret from the input\n", line);
    }

    @Test
    void aSecretOnTheCommandLineIsRefusedAndNotRepeated() {
        int code = move("--set", "APPLIANCE_STORE=external", "--set", "AWS_SECRET_ACCESS_KEY=hunter2");

        assertThat(code).isEqualTo(ExitCode.WRONG_USE);
        assertThat(commands.err.toString(UTF_8))
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
        assertThat(commands.err.toString(UTF_8)).contains("persistent mode").doesNotContain("secret from the input");
    }
}
