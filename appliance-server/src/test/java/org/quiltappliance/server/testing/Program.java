package org.quiltappliance.server.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.quiltappliance.server.cli.Main;

/**
 * The command as {@code ./run} makes it: our classes in files like those of libraries, and an archive of loaded classes beside it, with which a
 * start takes half the time. Made once, when first needed.
 */
public final class Program {

    private static final class Shared {
        static final Program PROGRAM = make();
    }

    private static final String READY = "Quilt Appliance is ready";

    private final Path archive;
    private final String classPath;

    private Program(Path archive, String classPath) {
        this.archive = archive;
        this.classPath = classPath;
    }

    /**
     * What starts it as a process.
     *
     * @param flags of Java
     * @param arguments of the command
     */
    public static List<String> line(List<String> flags, List<String> arguments) {
        return Shared.PROGRAM.line("-XX:SharedArchiveFile=" + Shared.PROGRAM.archive, flags, arguments);
    }

    private List<String> line(String archiveFlag, List<String> flags, List<String> arguments) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add(archiveFlag);
        line.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-Xlog:cds=off"));
        line.addAll(flags);
        line.addAll(List.of("-cp", classPath, Main.class.getName()));
        line.addAll(arguments);
        return line;
    }

    private static Program make() {
        try {
            var folder = Files.createTempDirectory("program-for-tests-");
            var archive = folder.resolve("classes.jsa");
            var libraries = new ArrayList<Path>();
            for (var text : ClassPath.text().split(File.pathSeparator)) {
                var part = Path.of(text);
                if (Files.isDirectory(part) && !isOfTests(part)) {
                    var jar = folder.resolve(libraries.size() + ".jar");
                    pack(part, jar);
                    libraries.add(jar);
                } else if (Files.isRegularFile(part)) {
                    libraries.add(part);
                }
            }
            var program = new Program(
                    archive, libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
            program.fill(folder);
            deleteAtExit(folder);
            return program;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether these classes are not those of the program but of its tests. */
    private static boolean isOfTests(Path folder) {
        return folder.endsWith("test-classes");
    }

    private static void deleteAtExit(Path folder) throws IOException {
        try (var made = Files.walk(folder)) {
            made.forEach(one -> one.toFile().deleteOnExit());
        }
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
        var settings = Map.of(
                "APPLIANCE_HOME",
                home.toString(),
                "APPLIANCE_MODE",
                "test",
                "APPLIANCE_REGISTRY_PORT",
                "" + FreePort.find(),
                "APPLIANCE_CATALOG_PORT",
                "" + FreePort.find());
        var flags = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
        var once = new ProcessBuilder(line("-XX:ArchiveClassesAtExit=" + archive, flags, List.of("start")))
                .redirectErrorStream(true);
        once.environment().putAll(settings);
        var process = once.start();
        try (var printed = process.inputReader()) {
            var said = new StringBuilder();
            for (var text = printed.readLine(); text != null; text = printed.readLine()) {
                said.append(text).append('\n');
                if (text.contains(READY)) {
                    process.toHandle().destroy();
                }
            }
            if (!said.toString().contains(READY) || !Files.exists(archive)) {
                throw new AssertionError("No archive of classes came of this start: " + said);
            }
        } finally {
            process.destroyForcibly();
            Folders.delete(home);
        }
    }
}
