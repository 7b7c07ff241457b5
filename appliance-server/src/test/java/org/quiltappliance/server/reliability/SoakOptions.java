package org.quiltappliance.server.reliability;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How often to kill what.
 *
 * @param kind of each stage; empty for all kinds in turn
 * @param write to {@code docs/reliability.md} rather than only to the screen
 * @param folder where the home folders are made, and removed when all went well
 */
record SoakOptions(int kills, Optional<Stage.Kind> kind, Optional<Long> seed, boolean write, Path folder) {

    static final String USAGE = """
            soak [--kills N] [--kind KIND] [--seed SEED] [--write] [--folder DIR]
              --kills    how often, 500 without it
              --kind     where the data is, all in turn without it: %s
              --seed     of everything random, a new one without it
              --write    replaces docs/reliability.md; otherwise the page is only printed
              --folder   where to put what is needed meanwhile""".formatted(
                    Arrays.stream(Stage.Kind.values()).map(SoakOptions::word).collect(Collectors.joining(", ")));

    /** @throws IllegalArgumentException telling what is wrong and what is allowed */
    static SoakOptions parse(String[] arguments) {
        var options = new SoakOptions(
                500, Optional.empty(), Optional.empty(), false, Path.of("appliance-server", "target", "soak"));
        var rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private SoakOptions with(String argument, Iterator<String> rest) {
        return switch (argument) {
            case "--write" -> new SoakOptions(kills, kind, seed, true, folder);
            case "--kills" -> new SoakOptions((int) number(argument, rest), kind, seed, write, folder);
            case "--seed" -> new SoakOptions(kills, kind, Optional.of(number(argument, rest)), write, folder);
            case "--kind" -> new SoakOptions(kills, Optional.of(kind(value(argument, rest))), seed, write, folder);
            case "--folder" -> new SoakOptions(kills, kind, seed, write, Path.of(value(argument, rest)));
            default -> throw new IllegalArgumentException("Unknown argument " + argument + "\n" + USAGE);
        };
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value\n" + USAGE);
        }
        return rest.next();
    }

    private static long number(String option, Iterator<String> rest) {
        String text = value(option, rest);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(option + " needs a whole number\n" + USAGE, wrong);
        }
    }

    /** As it is written on the command line. */
    static String word(Stage.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Stage.Kind kind(String word) {
        return Arrays.stream(Stage.Kind.values())
                .filter(kind -> word(kind).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No kind is called " + word + "\n" + USAGE));
    }
}
