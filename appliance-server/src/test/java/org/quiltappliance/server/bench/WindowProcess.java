package org.quiltappliance.server.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.quiltappliance.server.OpenAppliance;
import org.quiltappliance.server.control.ControlClient;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.testing.Folders;
import org.quiltappliance.server.testing.FreePort;

/** The control panel as {@code ./run} opens it on this display, with a home of its own; it starts the registry itself. */
final class WindowProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Home home;
    private final MeasuredProcess process;

    private WindowProcess(Home home, MeasuredProcess process) {
        this.home = home;
        this.process = process;
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
        var builder = new ProcessBuilder(Path.of("run").toAbsolutePath().toString());
        builder.environment().put("APPLIANCE_HOME", home.folder().toString());
        return new WindowProcess(
                home,
                new MeasuredProcess("The control panel", builder, home.folder().resolve("output"), PATIENCE));
    }

    /** Waits for the window. @return seconds from the start of the process */
    double secondsToWindow() throws IOException {
        return process.secondsUntil(
                "window", () -> Files.exists(home.run()) && OpenAppliance.showOther(home) == OpenAppliance.Other.SHOWN);
    }

    /** Waits for the registry. @return seconds from the start of the process */
    double secondsToRegistry() throws IOException {
        return process.secondsUntil("registry that runs", () -> {
            try (var control = ControlClient.connect(home)) {
                var status = control.ask(JsonNodeFactory.instance.objectNode().put("command", "status"));
                return status.path("state").asText().equals("RUNNING");
            }
        });
    }

    MeasuredProcess process() {
        return process;
    }

    @Override
    public void close() throws IOException {
        process.close();
        Folders.delete(home.folder());
    }
}
