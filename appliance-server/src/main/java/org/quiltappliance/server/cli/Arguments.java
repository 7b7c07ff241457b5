package org.quiltappliance.server.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands on the command line: words, flags like {@code --json}, and options with a value, like {@code --home DIR} or
 * {@code --home=DIR}. What a command does not ask for is refused by {@link #finish()}.
 */
final class Arguments {

    private static final Set<String> FLAGS = Set.of(
            "--json",
            "--now",
            "--dry-run",
            "--admin",
            "--help",
            "--follow",
            "--anonymize",
            "--list",
            "--without-backup",
            "--full",
            "--drill",
            "--data",
            "--despite-damage",
            "--yes",
            "--empty-trash",
            "--carry-over",
            "--leave",
            "--generate",
            "--read-only",
            "--create-bucket",
            "--restart");

    private static final Map<String, String> SHORT = Map.of("-f", "--follow", "-o", "--output");

    private final Deque<String> words = new ArrayDeque<>();
    private final Set<String> flags = new HashSet<>();
    private final Map<String, List<String>> options = new HashMap<>();

    static Arguments parse(List<String> line) {
        var arguments = new Arguments();
        for (int i = 0; i < line.size(); i++) {
            String part = SHORT.getOrDefault(line.get(i), line.get(i));
            int sign = part.indexOf('=');
            if (!part.startsWith("--")) {
                arguments.words.add(part);
            } else if (FLAGS.contains(part)) {
                arguments.flags.add(part);
            } else if (sign > 0) {
                arguments.add(part.substring(0, sign), part.substring(sign + 1));
            } else if (i + 1 < line.size()) {
                arguments.add(part, line.get(++i));
            } else {
                throw CommandFailure.wrongUse(part + " needs a value.");
            }
        }
        return arguments;
    }

    private void add(String option, String value) {
        options.computeIfAbsent(option, key -> new ArrayList<>()).add(value);
    }

    /** The next word. @param what it is, for people who forgot it */
    String word(String what) {
        String word = words.poll();
        if (word == null) {
            throw CommandFailure.wrongUse("Please say " + what + ".");
        }
        return word;
    }

    Optional<String> word() {
        return Optional.ofNullable(words.poll());
    }

    boolean flag(String name) {
        return flags.remove(name);
    }

    /** The value of an option; when it stands there several times, the last. */
    Optional<String> option(String name) {
        List<String> values = options.remove(name);
        return values == null ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** All {@code --set NAME=value}, the last of a name. */
    Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        List<String> given = options.remove("--set");
        for (String pair : given == null ? List.<String>of() : given) {
            int sign = pair.indexOf('=');
            if (sign <= 0) {
                throw CommandFailure.wrongUse("--set needs NAME=value.");
            }
            settings.put(pair.substring(0, sign), pair.substring(sign + 1));
        }
        return settings;
    }

    /** Refuses what nobody asked for. */
    void finish() {
        if (!words.isEmpty()) {
            throw CommandFailure.wrongUse("\"" + words.peek() + "\" is too much.");
        }
        flags.addAll(options.keySet());
        flags.stream().sorted().findFirst().ifPresent(unknown -> {
            throw CommandFailure.wrongUse("The option " + unknown + " does not belong here.");
        });
    }
}
