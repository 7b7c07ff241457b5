package org.quiltappliance.ui;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.OpenAppliance;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.HomeLock;

/** The program as people open it: real processes, each with a window of its own. */
class ControlPanelIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void leaveNothingBehind() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process open() throws IOException {
        Path output = Files.createTempFile(folder, "program", ".log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dprism.order=sw",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .replace('\n', File.pathSeparatorChar),
                        Main.class.getName(),
                        "--home=" + folder.resolve("home"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        processes.add(process);
        return process;
    }

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    @Test
    @Tag("AT-34")
    void secondStartBringsTheFirstWindowToTheFrontAndEnds() throws Exception {
        var first = open();
        await().atMost(PATIENCE).until(() -> OpenAppliance.showOther(home()));

        var second = open();
        assertThat(second.waitFor(PATIENCE.toSeconds(), SECONDS)).isTrue();

        assertThat(second.exitValue()).isZero();
        assertThat(first.isAlive()).isTrue();
    }

    @Test
    void endsWhenTheSystemAsksAndLetsGoOfTheHomeFolder() throws Exception {
        var program = open();
        await().atMost(PATIENCE).until(() -> OpenAppliance.showOther(home()));

        program.destroy();

        assertThat(program.waitFor(PATIENCE.toSeconds(), SECONDS)).isTrue();
        assertThat(HomeLock.holder(home())).isEmpty();
    }
}
