package org.quiltappliance.server.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.quiltappliance.server.cli.Main;
import org.quiltappliance.server.testing.FreePort;

/** The appliance in test mode, as a process of its own with an empty home. Started when the constructor returns. */
final class ServerProcess implements AutoCloseable {

    /** Who may do everything in test mode. */
    static final String OWNER = "admin";

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_EVERY_MILLIS = 2;

    private final Path home;
    private final URI registry;
    private final Process process;
    private final double secondsToHealth;

    private ServerProcess(Path home, URI registry, Process process, double secondsToHealth) {
        this.home = home;
        this.registry = registry;
        this.process = process;
        this.secondsToHealth = secondsToHealth;
    }

    /**
     * Starts it and waits until its health check says that it is well.
     *
     * @param folder to make the home in
     * @param flags of its Java machine
     */
    static ServerProcess start(Path folder, List<String> flags) throws IOException {
        var home = Files.createTempDirectory(folder, "home");
        int registryPort = FreePort.find();
        var log = home.resolve("server.log");
        var builder = new ProcessBuilder(command(home, registryPort, FreePort.find()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // The launcher of every JDK since 9 reads its flags from here, too.
        builder.environment().put("JDK_JAVA_OPTIONS", String.join(" ", flags));
        long before = System.nanoTime();
        var process = builder.start();
        var registry = URI.create("http://127.0.0.1:" + registryPort);
        while (!isWell(registry)) {
            if (!process.isAlive() || System.nanoTime() - before > PATIENCE) {
                process.destroyForcibly();
                throw new IllegalStateException("The appliance does not start:\n" + Files.readString(log));
            }
            pause();
        }
        return new ServerProcess(home, registry, process, (System.nanoTime() - before) / 1e9);
    }

    /** The command as people use it where that is at hand; it ends in the Java machine, so its process is that. */
    private static List<String> command(Path home, int registryPort, int catalogPort) {
        List<String> command = new ArrayList<>();
        var run = Path.of("run").toAbsolutePath();
        if (Files.isExecutable(run)) {
            command.add(run.toString());
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        }
        command.addAll(List.of("start", "--mode", "test", "--home", home.toString()));
        for (var setting : List.of(
                "APPLIANCE_REGISTRY_PORT=" + registryPort,
                "APPLIANCE_CATALOG_PORT=" + catalogPort,
                "ALLOW_ANONYMOUS_ACCESS=true")) {
            command.addAll(List.of("--set", setting));
        }
        return command;
    }

    private static boolean isWell(URI registry) {
        try (var wire = Wire.to(registry)) {
            return wire.get("/healthcheck", "", Wire.Body.KEEP).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the appliance starts", interrupted);
        }
    }

    URI registry() {
        return registry;
    }

    /** From the start of the process to the first good health check. */
    double secondsToHealth() {
        return secondsToHealth;
    }

    /** Where the object files are, at {@code objs/<owner>/<hash>}. */
    Path objectFolder() {
        return home.resolve("test");
    }

    ProcessFacts facts() {
        return new ProcessFacts(process.pid());
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Folders.delete(home);
    }
}
