package org.quiltappliance.server.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.quiltappliance.server.control.ControlClient;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.Program;

/** The registry as a process that can be killed and started again on the same home folder and the same ports. */
final class ApplianceProcess implements AutoCloseable {

    static final String ADMIN = "ann";
    static final String PASSWORD = "correct horse";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final Duration ASK_EVERY = Duration.ofMillis(50);
    private static final int LAST_LINES = 200;

    /** A line of the start: which step of how many. */
    private static final Pattern STEP = Pattern.compile("(?m)^ {2}(\\d+)/\\d+ {2}\\S");

    private final Path home;
    private final List<String> command;
    private final Map<String, String> settings;
    private final int registryPort = FreePort.find();
    private final Path log;
    private Process process;

    private ApplianceProcess(Path home, Map<String, String> settings, Path log, List<String> command) {
        this.home = home;
        this.log = log;
        this.command = command;
        this.settings = new HashMap<>(Map.of(
                "APPLIANCE_HOME",
                home.toString(),
                "APPLIANCE_MODE",
                "persistent",
                "APPLIANCE_REGISTRY_PORT",
                "" + registryPort,
                "APPLIANCE_CATALOG_PORT",
                "" + FreePort.find(),
                "APPLIANCE_ADMIN_USER",
                ADMIN,
                "APPLIANCE_ADMIN_PASSWORD",
                PASSWORD));
        this.settings.putAll(settings);
        process = launch();
    }

    /** Starts it in persistent mode and waits for nothing. */
    static ApplianceProcess launched(Path home, Map<String, String> settings) {
        return launched(home, settings, home.resolveSibling(home.getFileName() + ".log"));
    }

    /** @param log takes what it prints */
    static ApplianceProcess launched(Path home, Map<String, String> settings, Path log) {
        var flags = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx256m");
        return new ApplianceProcess(home, settings, log, Program.line(flags, List.of("start")));
    }

    /** Starts it again after its end, and waits for nothing. */
    void relaunch() {
        process = launch();
    }

    private Process launch() {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(settings);
        try {
            Files.createDirectories(log.getParent());
            Files.deleteIfExists(log);
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    URI registry() {
        return URI.create("http://localhost:" + registryPort);
    }

    Home home() {
        return new Home(home);
    }

    /** Waits until it says that it runs. */
    void awaitRunning() {
        awaitState("RUNNING");
    }

    /** Waits until it is in that state. */
    void awaitState(String state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!state().equals(state)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("The appliance is not " + state + " but " + told() + ":\n" + log()
                        + "\nWhat it wrote last:\n" + written() + "\nIts threads:\n" + threads());
            }
            pause(ASK_EVERY);
        }
    }

    private String state() {
        try {
            return status().path("state").asText();
        } catch (IOException notYet) {
            return "";
        }
    }

    private String told() {
        try {
            var now = status();
            return now.path("state").asText() + ", with these problems: " + now.path("problems");
        } catch (IOException silent) {
            return silent.toString();
        }
    }

    /** The end of its own log, for whoever wonders why it does not do what it should. */
    private String written() {
        try {
            var lines = Files.readAllLines(home().logs().resolve("appliance.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private String threads() {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var asked = new ProcessBuilder(jcmd, "" + process.pid(), "Thread.print")
                    .redirectErrorStream(true)
                    .start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unknown) {
            return unknown.toString();
        }
    }

    /** What {@code status --json} says. */
    JsonNode status() throws IOException {
        return ask(JsonNodeFactory.instance.objectNode().put("command", "status"));
    }

    JsonNode ask(JsonNode request) throws IOException {
        try (var control = ControlClient.connect(home())) {
            return control.ask(request);
        }
    }

    /** Waits until that step of the start is reached, or a later one. */
    void awaitStep(int number) {
        while (!hasReached(number)) {
            pause(LOOK_EVERY);
        }
    }

    private boolean hasReached(int number) {
        return STEP.matcher(log())
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .anyMatch(step -> step >= number);
    }

    /** Waits that long; fails when the process ends by itself meanwhile. */
    void pause(Duration time) {
        try {
            if (process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("The appliance ended by itself with " + process.exitValue() + ":\n" + log());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** {@code kill -9}. */
    void kill() {
        if (!process.isAlive()) {
            throw new AssertionError("The appliance had ended by itself with " + process.exitValue() + ":\n" + log());
        }
        process.destroyForcibly();
        end();
    }

    /** Stops it as an administrator does. @return the exit code */
    int stop() {
        process.destroy();
        return end();
    }

    private int end() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The appliance does not end:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What the present process has printed. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Files of the run that only a process that is writing them may have. */
    List<String> leftovers() throws IOException {
        try (var files = Files.list(home().run())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".new"))
                    .toList();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
