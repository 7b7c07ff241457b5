package org.quiltappliance.server.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.quiltappliance.server.cli.Main;
import org.quiltappliance.server.testing.Folders;
import org.quiltappliance.server.testing.FreePort;

/** The appliance in test mode, as a process of its own with an empty home. Started when the constructor returns. */
final class ServerProcess implements AutoCloseable {

    /** Who may do everything in test mode. */
    static final String OWNER = "admin";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final URI registry;
    private final URI catalog;
    private final MeasuredProcess process;
    private final double secondsToHealth;

    private ServerProcess(Path home, URI registry, URI catalog, MeasuredProcess process, double secondsToHealth) {
        this.home = home;
        this.registry = registry;
        this.catalog = catalog;
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
        int catalogPort = FreePort.find();
        var builder = new ProcessBuilder(command(home, registryPort, catalogPort));
        // The launcher of every JDK since 9 reads its flags from here, too.
        builder.environment().put("JDK_JAVA_OPTIONS", String.join(" ", flags));
        var process = new MeasuredProcess("The appliance", builder, home.resolve("server.log"), PATIENCE);
        var registry = URI.create("http://127.0.0.1:" + registryPort);
        return new ServerProcess(
                home,
                registry,
                URI.create("http://localhost:" + catalogPort),
                process,
                process.secondsUntil("good health check", () -> isWell(registry)));
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

    URI registry() {
        return registry;
    }

    /** Where browsers find the catalog. */
    URI catalog() {
        return catalog;
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
        return process.facts();
    }

    /** Leaves it alone for so long. */
    void rest(Duration time) throws IOException {
        process.rest(time);
    }

    @Override
    public void close() throws IOException {
        process.close();
        Folders.delete(home);
    }
}
