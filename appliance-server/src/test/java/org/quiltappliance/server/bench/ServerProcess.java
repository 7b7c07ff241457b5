package org.quiltappliance.server.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
        int registryPort = freePort();
        int catalogPort = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BenchServer.class.getName()));
        command.addAll(List.of(String.valueOf(registryPort), String.valueOf(catalogPort), home.toString()));
        var log = home.resolve("server.log");
        long before = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
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

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
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
        return BenchServer.objectFolder(home);
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
