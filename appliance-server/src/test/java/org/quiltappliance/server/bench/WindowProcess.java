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

/** The control panel as {@code ./run} opens it on this display, as a process of its own with an empty home. */
final class WindowProcess implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);
    private static final long LOOK_EVERY_MILLIS = 2;

    private final Path folder;
    private final Process process;
    private final long begun;
    private final double secondsToWindow;

    private WindowProcess(Path folder, Process process, long begun, double secondsToWindow) {
        this.folder = folder;
        this.process = process;
        this.begun = begun;
        this.secondsToWindow = secondsToWindow;
    }

    /** Opens it and waits until its window is on the display. @param folder to make the home in */
    static WindowProcess open(Path folder) throws IOException {
        var home = Files.createTempDirectory(folder, "home");
        var log = home.resolve("window.log");
        var builder = new ProcessBuilder(Path.of("run").toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("APPLIANCE_HOME", home.toString());
        builder.environment().put("APPLIANCE_REGISTRY_PORT", String.valueOf(FreePort.find()));
        builder.environment().put("APPLIANCE_CATALOG_PORT", String.valueOf(FreePort.find()));
        long begun = System.nanoTime();
        var process = builder.start();
        while (!isShown(home)) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE) {
                process.destroyForcibly();
                throw new IllegalStateException("The control panel does not open:\n" + Files.readString(log));
            }
            pause();
        }
        return new WindowProcess(home, process, begun, (System.nanoTime() - begun) / 1e9);
    }

    /** A process that has the home folder has a window only a little later. */
    private static boolean isShown(Path home) {
        return Files.exists(home.resolve("run")) && OpenAppliance.showOther(new Home(home));
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the control panel opens", interrupted);
        }
    }

    /** From the start of the process to its window. */
    double secondsToWindow() {
        return secondsToWindow;
    }

    /** Starts the registry at once. @return seconds from the start of the process until it runs */
    double secondsToRegistry() throws IOException {
        try (var control = ControlClient.connect(new Home(folder))) {
            var answer = control.ask(JsonNodeFactory.instance.objectNode().put("command", "start"));
            if (!answer.path("state").asText().equals("RUNNING")) {
                throw new IllegalStateException("The registry did not start: " + answer);
            }
        }
        return (System.nanoTime() - begun) / 1e9;
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
        Folders.delete(folder);
    }
}
