package org.quiltappliance.server.tables;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.quiltappliance.server.tables.worker.WorkerMain;

/**
 * How a worker is started: the Java that runs now, with the few libraries that the worker needs from where they are now, and on
 * systems with a shell with limits that the system itself keeps.
 */
final class WorkerCommand {

    /** One class of each library. */
    private static final List<String> LIBRARIES = List.of(
            WorkerMain.class.getName(),
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "org.duckdb.DuckDBDriver");

    /**
     * Data, in kilobytes: counts what is written to, not what a JVM merely reserves, so it can be tight. Files, in blocks of 512
     * bytes. A system that does not know a limit does without.
     */
    private static final String LIMITED = """
            ulimit -d "$1" 2>/dev/null; ulimit -f "$2" 2>/dev/null; ulimit -c 0 2>/dev/null
            shift 2; exec "$@"
            """;

    private WorkerCommand() {}

    /** @param temporary a folder for the engine's library, emptied by whoever starts the worker */
    static List<String> of(TableLimits limits, Path temporary) {
        var command = new ArrayList<String>();
        if (!isWindows()) {
            command.addAll(List.of(
                    "/bin/sh",
                    "-c",
                    LIMITED,
                    "tables",
                    String.valueOf(limits.dataMegabytes() * 1024L),
                    String.valueOf(limits.exportBytes() / 512)));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", isWindows() ? "java.exe" : "java")
                .toString());
        command.addAll(List.of(
                "-Xmx64m",
                "-Xss4m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=24m",
                "-XX:CompressedClassSpaceSize=16m",
                "-XX:MaxMetaspaceSize=64m",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + (isWindows() ? "NUL" : "/dev/null"),
                "-Xlog:disable",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                String.join(File.pathSeparator, classPath()),
                WorkerMain.class.getName()));
        return command;
    }

    static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    private static Set<String> classPath() {
        var places = new LinkedHashSet<String>();
        for (String library : LIBRARIES) {
            try {
                var source = Class.forName(library, false, WorkerCommand.class.getClassLoader())
                        .getProtectionDomain()
                        .getCodeSource();
                places.add(Path.of(source.getLocation().toURI()).toString());
            } catch (ClassNotFoundException | URISyntaxException missing) {
                throw new IllegalStateException("A library of the engine for tables is missing: " + library, missing);
            }
        }
        return places;
    }
}
