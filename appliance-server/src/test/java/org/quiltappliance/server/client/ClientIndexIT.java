package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command that the page Connect shows first, in a new virtual environment ({@code client-on-modern-python.md} 9). */
@ExtendWith(Testbed.Extension.class)
class ClientIndexIT {

    @TempDir
    Path folder;

    private String ran(Path program, String... arguments) throws IOException, InterruptedException {
        var printed = folder.resolve("printed");
        var process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(process.waitFor(8, TimeUnit.MINUTES)).isTrue();
        var text = Files.readString(printed);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    @Test
    void clientInstalledByTheCommandOfConnectRunsAndGoesWithoutATrace(ClientTools tools) throws Exception {
        ran(tools.python(), "-m", "venv", "fresh");
        var programs = folder.resolve("fresh/bin");
        try (var appliance = RunningAppliance.started(folder.resolve("home"), Map.of())) {
            ran(
                    programs.resolve("pip"),
                    "install",
                    "quilt==2.9.15",
                    "quilt-compat",
                    "--extra-index-url",
                    appliance.registry() + "/client/");
        }

        assertThat(ran(programs.resolve("quilt"), "--version")).contains("quilt-2.9.15");
        ran(programs.resolve("pip"), "uninstall", "--yes", "quilt-compat");
        try (var left = Files.walk(folder.resolve("fresh"))) {
            assertThat(left).noneMatch(file -> file.getFileName().toString().contains("quilt_compat"));
        }
    }
}
