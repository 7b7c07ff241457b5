package org.quiltappliance.server.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What Linux and the Java machine say of a process. */
final class ProcessFacts {

    /** Linux counts processor time in these for every program it shows it to. */
    private static final double TICKS_PER_SECOND = 100;

    /** Which fields of {@code stat}, counted from the one after the name, hold user and system time. */
    private static final int USER_TICKS = 11;

    /** One for each part of the heap; how many there are depends on the collector. */
    private static final Pattern HEAP_USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private final long pid;

    ProcessFacts(long pid) {
        this.pid = pid;
    }

    /** Processor time that the process has used, in seconds, to the hundredth. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1])) / TICKS_PER_SECOND;
    }

    /** Bytes in memory now. */
    double residentBytes() throws IOException {
        return status("VmRSS:");
    }

    /** The most bytes that ever were in memory. */
    double peakResidentBytes() throws IOException {
        return status("VmHWM:");
    }

    private double status(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith(key))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    /** The processes that it has started, and theirs. */
    List<ProcessFacts> children() {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(child -> new ProcessFacts(child.pid()))
                .toList();
    }

    /** Bytes of the heap that are still in use after a collection; nothing when the Java at hand has no {@code jcmd}. */
    OptionalDouble liveHeapBytes() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return OptionalDouble.empty();
        }
        tell(jcmd, "GC.run");
        double kilobytes = HEAP_USED
                .matcher(tell(jcmd, "GC.heap_info"))
                .results()
                .mapToDouble(part -> Double.parseDouble(part.group(1)))
                .sum();
        return kilobytes > 0 ? OptionalDouble.of(kilobytes * 1024) : OptionalDouble.empty();
    }

    private String tell(Path jcmd, String what) throws IOException {
        var asked = new ProcessBuilder(jcmd.toString(), String.valueOf(pid), what)
                .redirectErrorStream(true)
                .start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
