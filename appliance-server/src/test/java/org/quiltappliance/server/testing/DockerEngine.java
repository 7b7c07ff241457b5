package org.quiltappliance.server.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.quiltappliance.server.containers.docker.DockerEndpoint;
import org.quiltappliance.server.containers.docker.DockerRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container engine for the tests of this JVM. One that the environment names in {@value #VARIABLE} is used as it is;
 * else an own one is started on first use, with images, containers and volumes of its own, and is gone with the JVM,
 * however that ends. It leaves the firewall of the computer alone, so its containers reach nothing but this computer.
 *
 * <p>Never skips: without an engine's programs the test fails and says what to install.
 */
public final class DockerEngine {

    /** Names an engine to use instead of starting one, such as {@code unix:///var/run/docker.sock}. */
    public static final String VARIABLE = "APPLIANCE_TEST_DOCKER_HOST";

    private static final String SOCKET = "docker.sock";

    private static final Logger log = LoggerFactory.getLogger(DockerEngine.class);

    private static final int STARTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TO_INSTALL =
            " Install the package \"docker.io\", or name a running engine in " + VARIABLE + ".";

    private final Path folder;
    private final List<String> command;
    private Process process;

    private DockerEngine(Path folder, List<String> command) throws IOException {
        this.folder = folder;
        this.command = command;
        process = launch();
    }

    private static final class Shared {
        static final DockerEndpoint ENGINE = Optional.ofNullable(System.getenv(VARIABLE))
                .filter(text -> !text.isBlank())
                .map(text -> new DockerEndpoint(URI.create(text), Optional.empty()))
                .orElseGet(() -> start().place());
    }

    /**
     * An engine of its own, for a test that does something to it; gone with the JVM, too.
     *
     * @param options beside the usual ones, such as {@code --live-restore}
     */
    public static DockerEngine own(String... options) {
        return start(options);
    }

    /** Where it listens; starts it if it is not there yet. */
    public static DockerEndpoint endpoint() {
        return Shared.ENGINE;
    }

    /** A connection of its own. */
    public static DockerRuntime connect() {
        return DockerRuntime.connect(endpoint());
    }

    /** Where this one listens. */
    public DockerEndpoint place() {
        return DockerEndpoint.unix(socket());
    }

    /** Ends it as an administrator does. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Ends it as a crash does: {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() {
        Awaitility.await("end of the engine").atMost(PATIENCE).until(() -> !process.isAlive());
    }

    /**
     * Starts it again, after {@link #kill()} or {@link #stop()}, and waits until it answers. As those do who run it as a
     * service, more than once: what it has left behind may still be about to end.
     */
    public void startAgain() {
        try {
            for (int left = STARTS - 1; left > 0; left--) {
                try {
                    process = launch();
                    return;
                } catch (IllegalStateException ended) {
                    log.warn("The container engine for the tests is started once more", ended);
                }
            }
            process = launch();
        } catch (IOException failed) {
            throw new UncheckedIOException("The container engine for the tests did not start again.", failed);
        }
    }

    private static DockerEngine start(String... options) {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new IllegalStateException("Only root may start a container engine for this test." + TO_INSTALL);
        }
        try {
            Path program = program("dockerd");
            Path folder = Files.createTempDirectory("engine-for-tests-");
            guard(folder);
            var command = new ArrayList<>(List.of(
                    program.toString(),
                    "--data-root=" + folder.resolve("data"),
                    "--exec-root=" + folder.resolve("run"),
                    "--pidfile=" + folder.resolve("docker.pid"),
                    "--config-file=" + emptyConfig(folder),
                    "--host=unix://" + folder.resolve(SOCKET),
                    "--bridge=none",
                    "--iptables=false",
                    "--ip6tables=false",
                    "--ip-forward=false",
                    "--ip-masq=false",
                    "--shutdown-timeout=2",
                    "--log-level=warn"));
            command.addAll(List.of(options));
            return new DockerEngine(folder, command);
        } catch (IOException failed) {
            throw new UncheckedIOException("The container engine for the tests did not start.", failed);
        }
    }

    private Process launch() throws IOException {
        Path said = folder.resolve("dockerd.log");
        Process engine = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
                .start();
        engine.getOutputStream().close();
        awaitAnswer(engine, place(), said);
        return engine;
    }

    private Path socket() {
        return folder.resolve(SOCKET);
    }

    private static void awaitAnswer(Process engine, DockerEndpoint endpoint, Path said) throws IOException {
        boolean up = false;
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        if (!engine.isAlive()) {
                            return true;
                        }
                        return Files.exists(endpoint.socket().orElseThrow()) && answers(endpoint);
                    });
            up = engine.isAlive();
        } finally {
            if (!up) {
                engine.destroy();
                throw new IllegalStateException(
                        "The container engine for the tests did not start:\n" + Files.readString(said));
            }
        }
    }

    private static boolean answers(DockerEndpoint endpoint) {
        try (var runtime = DockerRuntime.connect(endpoint)) {
            runtime.ping();
            return true;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    /** So that the configuration of this computer's own engine, if it has one, is not read. */
    private static Path emptyConfig(Path folder) throws IOException {
        return Files.writeString(folder.resolve("daemon.json"), "{}");
    }

    private static void guard(Path folder) throws IOException {
        String script = Resources.text("images/engine-guard.sh");
        new ProcessBuilder("sh", "-c", script, "guard", folder.toString())
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Path program(String name) {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "A container engine is needed by this test and is not on this machine." + TO_INSTALL));
    }
}
