package org.quiltappliance.server.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program of a real MinIO server: the one that {@code MINIO_BINARY} names, or {@code minio} on the path, or one
 * built before; else it is built with Go, which takes minutes once.
 */
public final class MinioBinary {

    private static final String VERSION = "7aac2a2c5b7c";
    private static final String MODULE = "github.com/minio/minio@v0.0.0-20260212201848-" + VERSION;
    private static final int BUILD_MINUTES = 20;

    private MinioBinary() {}

    /** @throws IllegalStateException saying what to install when there is none */
    public static Path path() {
        return Stream.concat(
                        Optional.ofNullable(System.getenv("MINIO_BINARY")).map(Path::of).stream(),
                        Stream.concat(onPath("minio"), Stream.of(built())))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(MinioBinary::build);
    }

    private static Stream<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable);
    }

    private static Path cache() {
        return Path.of(System.getProperty("user.home"), ".cache", "quilt-appliance-tests");
    }

    private static Path built() {
        return cache().resolve("minio-" + VERSION);
    }

    private static synchronized Path build() {
        if (onPath("go").findFirst().isEmpty()) {
            throw new IllegalStateException("A MinIO server is needed by this test and is not on this machine. Install"
                    + " Go, with which it is built, or name a MinIO server's program in MINIO_BINARY.");
        }
        try {
            Files.createDirectories(cache());
            Path folder = Files.createTempDirectory(cache(), "build");
            Path said = folder.resolve("said.log");
            // Never the output of this JVM, which may be how it talks to Maven.
            var command = new ProcessBuilder("go", "install", MODULE)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            command.environment().put("GOBIN", folder.toString());
            command.environment().put("CGO_ENABLED", "0");
            Process build = command.start();
            if (!build.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || build.exitValue() != 0) {
                build.destroy();
                throw new IllegalStateException(
                        "MinIO could not be built with go install " + MODULE + ":\n" + Files.readString(said));
            }
            Files.move(folder.resolve("minio"), built(), StandardCopyOption.ATOMIC_MOVE);
            Files.delete(said);
            Files.delete(folder);
            return built();
        } catch (IOException failed) {
            throw new UncheckedIOException("MinIO was not built for the tests.", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while MinIO was built for the tests.", stopped);
        }
    }
}
