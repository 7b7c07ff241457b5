package org.quiltappliance.server.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.quiltappliance.server.OpenAppliance;
import org.quiltappliance.server.control.ControlClient;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.testing.FreePort;

/** The control panel as {@code ./run} opens it on this display, with a home of its own; it starts the registry itself. */
final class WindowProcess implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(10);
    private static final long LOOK_EVERY_MILLIS = 5;

    private final Home home;
    private final Process process;
    private final Path log;
    private final long begun;

    private WindowProcess(Home home, Process process, Path log, long begun) {
        this.home = home;
        this.process = process;
        this.log = log;
        this.begun = begun;
    }

    /** Opens it. @param folder to make the home in */
    static WindowProcess open(Path folder) throws IOException {
        var home = new Home(Files.createTempDirectory(folder, "home"));
        Files.writeString(home.folder().resolve("appliance.env"), """
                APPLIANCE_MODE=test
                APPLIANCE_START_ON_OPEN=true
                APPLIANCE_REGISTRY_PORT=%d
                APPLIANCE_CATALOG_PORT=%d
                """.formatted(FreePort.find(), FreePort.find()));
        Path log = home.folder().resolve("output");
        var builder = new ProcessBuilder(Path.of("run").toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("APPLIANCE_HOME", home.folder().toString());
        return new WindowProcess(home, builder.start(), log, System.nanoTime());
    }

    private interface Look {
        boolean isThere() throws IOException;
    }

    /** @return seconds since the process was started */
    private double secondsUntil(String what, Look look) throws IOException {
        while (!look.isThere()) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE) {
                throw new IllegalStateException("The control panel has no " + what + ":\n" + Files.readString(log));
            }
            pause(LOOK_EVERY_MILLIS);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Waits for the window. @return seconds from the start of the process */
    double secondsToWindow() throws IOException {
        return secondsUntil(
                "window", () -> Files.exists(home.run()) && OpenAppliance.showOther(home) == OpenAppliance.Other.SHOWN);
    }

    /** Waits for the registry. @return seconds from the start of the process */
    double secondsToRegistry() throws IOException {
        return secondsUntil("registry that runs", () -> {
            try (var control = ControlClient.connect(home)) {
                var status = control.ask(JsonNodeFactory.instance.objectNode().put("command", "status"));
                return status.path("state").asText().equals("RUNNING");
            }
        });
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the control panel is measured", interrupted);
        }
    }

    ProcessFacts facts() {
        return new ProcessFacts(process.pid());
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Folders.delete(home.folder());
    }
}
