package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What the tests with the real client run on: a virtual environment with quilt 2.9.15, and data files to build packages
 * from. Made by {@code src/test/client/prepare.sh} when missing or outdated, once per test run.
 *
 * @param python interpreter of the environment
 * @param quilt the client's command
 * @param input a folder with a {@code build.yml} of about a hundred nodes
 */
public record ClientTools(Path python, Path quilt, Path input) {

    private static final int NOT_HERE = 3;

    private static final Map<Path, WarmPython> WARM = new ConcurrentHashMap<>();

    /** This machine lacks a Python that the client could run on, or npm. */
    public static final class Missing extends RuntimeException {
        Missing(String reason) {
            super(reason);
        }
    }

    /**
     * Prepares the tools, or returns at once when they are up to date.
     *
     * @throws Missing when there is no suitable Python or no npm, except where {@code CI} is set: there the test fails
     */
    public static ClientTools prepared() {
        try {
            var module = module();
            var folder = module.resolve("target/client");
            Files.createDirectories(folder);
            var log = folder.resolve("prepare.log");
            var script = new ProcessBuilder("bash", "src/test/client/prepare.sh", folder.toString())
                    .directory(module.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!script.waitFor(8, TimeUnit.MINUTES)) {
                script.destroyForcibly();
                fail("prepare.sh did not end in time: %s", Files.readString(log));
            }
            if (script.exitValue() == NOT_HERE && System.getenv("CI") == null) {
                throw new Missing(Files.readString(log));
            }
            if (script.exitValue() != 0) {
                fail("prepare.sh failed: %s", Files.readString(log));
            }
            var programs = folder.resolve("venv/bin");
            return new ClientTools(programs.resolve("python"), programs.resolve("quilt"), folder.resolve("input"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One for all tests of a run. */
    WarmPython warmPython() {
        return WARM.computeIfAbsent(python, WarmPython::started);
    }

    /** That of the server, whichever module's tests these are. */
    static Path module() {
        var here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("src/test/client")) ? here : here.resolveSibling("appliance-server");
    }
}
