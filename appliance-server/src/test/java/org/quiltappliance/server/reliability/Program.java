package org.quiltappliance.server.reliability;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.quiltappliance.server.cli.Main;
import org.quiltappliance.server.testing.ClassPath;

/**
 * The command as {@code ./run} makes it: our classes in one file, and an archive of loaded classes beside it, as a start
 * that takes half the time leaves time for twice the kills. Made once, when first needed.
 */
final class Program {

    private static final class Shared {
        static final Program PROGRAM = make();
    }

    private final Path archive;
    private final String classPath;

    private Program(Path archive, String classPath) {
        this.archive = archive;
        this.classPath = classPath;
    }

    /** The command that starts the registry. */
    static List<String> start() {
        return Shared.PROGRAM.command("-XX:SharedArchiveFile=" + Shared.PROGRAM.archive);
    }

    private List<String> command(String archiveFlag) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                archiveFlag,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx256m",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xlog:cds=off",
                "-cp",
                classPath,
                Main.class.getName(),
                "start");
    }

    private static Program make() {
        try {
            var folder = Files.createTempDirectory("program-for-tests-");
            var jar = folder.resolve("quilt-appliance.jar");
            var archive = folder.resolve("classes.jsa");
            var parts = Arrays.stream(ClassPath.text().split(File.pathSeparator))
                    .map(Path::of)
                    .collect(Collectors.partitioningBy(Files::isDirectory));
            var libraries = new ArrayList<Path>();
            // Integration tests run against our own jar, which is among the libraries then.
            ours(parts.get(true)).ifPresent(classes -> {
                pack(classes, jar);
                libraries.add(jar);
            });
            parts.get(false).stream().filter(Files::exists).forEach(libraries::add);
            var program = new Program(
                    archive, libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
            program.fill(folder);
            for (var made : List.of(folder, jar, archive)) {
                made.toFile().deleteOnExit();
            }
            return program;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The folder with our own classes, and not the one with the tests. */
    private static Optional<Path> ours(List<Path> folders) {
        var main = Main.class.getName().replace('.', '/') + ".class";
        return folders.stream()
                .filter(candidate -> Files.exists(candidate.resolve(main)))
                .findFirst();
    }

    private static void pack(Path folder, Path jar) {
        try (var files = Files.walk(folder);
                var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : (Iterable<Path>) files.filter(any -> !any.equals(folder))::iterator) {
                var name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                // With folders, as programs look for what is in them.
                out.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, out);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The archive is written when a run ends that has needed the classes. */
    private void fill(Path folder) throws IOException {
        var home = folder.resolve("home");
        try (var once = ApplianceProcess.launched(
                home, Map.of("APPLIANCE_MODE", "test"), command("-XX:ArchiveClassesAtExit=" + archive))) {
            once.awaitRunning();
            once.stop();
        } finally {
            Folders.delete(home);
            Files.deleteIfExists(folder.resolve("home.log"));
        }
    }
}
