package org.quiltappliance.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the figures were measured on. */
final class Machine {

    private Machine() {}

    static Report.Table table(Options options) throws IOException {
        return new Report.Table("", "")
                .row("processors", Runtime.getRuntime().availableProcessors() + " × " + processor())
                .row("memory", Figures.bytes(memory()))
                .row("system", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .row("Java", System.getProperty("java.vm.name") + " " + Runtime.version())
                .row("disk", Files.getFileStore(options.folder()).type())
                .row("other load before the run", load());
    }

    private static String processor() throws IOException {
        return line("/proc/cpuinfo", "model name");
    }

    private static double memory() throws IOException {
        return Double.parseDouble(line("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) * 1024;
    }

    private static String line(String file, String key) throws IOException {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(Figures.NONE);
        }
    }

    /** The mean number of busy processors in the minute before. */
    private static String load() throws IOException {
        double busy =
                Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        return String.format(Locale.ROOT, "%.1f busy processors", busy);
    }
}
