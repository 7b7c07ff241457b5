package org.quiltappliance.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A command as a page of the documentation says it.
 *
 * @param line all that is to be typed, in one line
 * @param input what follows on standard input, one line each
 */
record DocumentedCommand(String line, List<String> input) {

    private static final Pattern REMARK = Pattern.compile(" {3,}\\S.*$");
    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\]]+)]");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern OURS = Pattern.compile("(quilt-appliance|\\./run) .*");
    private static final Pattern READS_INPUT = Pattern.compile(".* -|.*=-( .*)?");

    /**
     * Those of a block. Without {@code $} in front every line is a command but those that the one before reads; with it,
     * the others are what commands print.
     */
    static List<DocumentedCommand> of(List<String> block) {
        boolean prompts = block.stream().anyMatch(line -> line.startsWith("$ "));
        var commands = new ArrayList<DocumentedCommand>();
        var continued = new StringBuilder();
        for (String written : block) {
            String line = continued + (continued.isEmpty() ? written : written.strip());
            continued.setLength(0);
            if (line.endsWith("\\")) {
                continued.append(line, 0, line.length() - 1);
            } else if (prompts && line.startsWith("$ ")) {
                commands.add(plain(line.substring(2)));
            } else if (!prompts && isInputOfTheLast(commands, line)) {
                commands.get(commands.size() - 1).input().add(line);
            } else if (!prompts && !line.isBlank()) {
                commands.add(plain(line));
            }
        }
        return commands;
    }

    private static boolean isInputOfTheLast(List<DocumentedCommand> before, String line) {
        return !before.isEmpty()
                && !OURS.matcher(line).matches()
                && READS_INPUT.matcher(before.get(before.size() - 1).line()).matches();
    }

    private static DocumentedCommand plain(String line) {
        String whole = OPTIONAL.matcher(REMARK.matcher(line).replaceFirst("")).replaceAll("$1");
        return new DocumentedCommand(whole.strip(), new ArrayList<>());
    }

    /** Whether it calls our program. */
    boolean isOurs() {
        return OURS.matcher(line).matches();
    }

    boolean readsInput() {
        return READS_INPUT.matcher(line).matches();
    }

    /** The same with other words in the place of some. */
    DocumentedCommand with(Map<String, String> replacements) {
        String other = line;
        for (var one : replacements.entrySet()) {
            other = other.replace(one.getKey(), one.getValue());
        }
        return new DocumentedCommand(other, input);
    }

    /** The words behind the program, without what a shell understands. */
    List<String> arguments() {
        var words = new ArrayList<String>();
        var found = WORD.matcher(line.replaceFirst(" > .*", ""));
        while (found.find()) {
            words.add(Optional.ofNullable(found.group(1)).orElseGet(found::group));
        }
        return words.subList(1, words.size());
    }
}
