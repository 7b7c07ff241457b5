package org.quiltappliance.server.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** PF-4: ranges of ports that Windows keeps for itself, though no program uses them. */
final class ReservedPorts {

    /** Begin and end of a range; the lines around them are in the language of the system. */
    private static final Pattern RANGE = Pattern.compile("^\\s*(\\d{1,5})\\s+(\\d{1,5})(\\s.*)?$");

    private final Supplier<List<String>> lines;

    /** A range, both ends included. */
    record Range(int from, int to) {
        boolean holds(int port) {
            return from <= port && port <= to;
        }
    }

    /** @param lines what the system's command prints */
    ReservedPorts(Supplier<List<String>> lines) {
        this.lines = lines;
    }

    /** Those of this computer; empty when its system has no such thing. */
    static Optional<ReservedPorts> ofThisComputer() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows
                ? Optional.of(new ReservedPorts(() -> SystemCommand.lines(
                        List.of("netsh", "interface", "ipv4", "show", "excludedportrange", "protocol=tcp"))))
                : Optional.empty();
    }

    /** The range that the port is in. */
    Optional<Range> of(int port) {
        var found = new ArrayList<Range>();
        for (String line : lines.get()) {
            var matcher = RANGE.matcher(line);
            if (matcher.matches()) {
                found.add(new Range(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
            }
        }
        return found.stream().filter(range -> range.holds(port)).findFirst();
    }
}
