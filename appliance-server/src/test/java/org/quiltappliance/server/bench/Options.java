package org.quiltappliance.server.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What to measure, and how long.
 *
 * @param parts which benchmarks
 * @param quick small sizes, about two minutes
 * @param write to {@code docs/benchmarks.md} rather than only to the screen
 * @param folder on the disk to measure; everything is made inside and removed
 * @param serverFlags for the Java machine of the server, beside its heap
 */
record Options(Set<Part> parts, boolean quick, boolean write, Path folder, List<String> serverFlags) {

    static final String USAGE = """
            bench [--quick] [--write] [--large] [--only PART,PART] [--folder DIR] [--server-flag FLAG]...
              --quick         small sizes, about two minutes
              --write         replaces docs/benchmarks.md; otherwise the page is only printed
              --large         adds a package of 1,000,000 files
              --only          some of: packages, rates, objects, links, catalog, start, window, large
              --folder        where to put what is needed meanwhile, several GB; decides which disk is measured
              --server-flag   for the server's Java machine, for example -XX:StartFlightRecording=filename=a.jfr
            """;

    /** The parts of the page, in its order. */
    enum Part {
        PACKAGES,
        RATES,
        OBJECTS,
        LINKS,
        CATALOG,
        START,
        WINDOW,
        LARGE
    }

    /** @throws IllegalArgumentException telling what is wrong and what is allowed */
    static Options parse(String[] arguments) {
        Set<Part> parts = EnumSet.complementOf(EnumSet.of(Part.LARGE));
        boolean quick = false;
        boolean write = false;
        Path folder = Path.of("appliance-server", "target", "bench");
        List<String> flags = new ArrayList<>();
        var rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--quick" -> quick = true;
                case "--write" -> write = true;
                case "--large" -> parts.add(Part.LARGE);
                case "--only" -> parts = parts(value(argument, rest));
                case "--folder" -> folder = Path.of(value(argument, rest));
                case "--server-flag" -> flags.add(value(argument, rest));
                default -> throw new IllegalArgumentException("Unknown argument " + argument + "\n" + USAGE);
            }
        }
        return new Options(parts, quick, write, folder, List.copyOf(flags));
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value\n" + USAGE);
        }
        return rest.next();
    }

    private static Set<Part> parts(String names) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : names.split(",")) {
            try {
                parts.add(Part.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException("No part is called " + name + "\n" + USAGE, unknown);
            }
        }
        return parts;
    }

    /** The flags of a server with so much heap, in megabytes. */
    List<String> serverFlags(int heapMegabytes) {
        List<String> all = new ArrayList<>(List.of("-Xmx" + heapMegabytes + "m"));
        all.addAll(serverFlags);
        return all;
    }
}
