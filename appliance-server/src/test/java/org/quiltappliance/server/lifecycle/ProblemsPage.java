package org.quiltappliance.server.lifecycle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The page of the manual that tells of every problem in the words of the program. */
final class ProblemsPage {

    static final Path MANUAL = Path.of("../docs/problems.md");

    private static final String HEAD = """
            # Problems and what to do

            Every problem that the appliance knows, in its own words, with an example in the place of names, addresses and
            numbers. Made from the failure catalogue; a test fails when the two differ. The code stands in the logs, in
            `quilt-appliance status --json` and in the window; *(notice)* means that the registry goes on. Below each stands what can be
            done: what the window offers as a button, with its command where there is one. [Troubleshooting](troubleshooting.md)
            begins with what you see.
            """;

    private ProblemsPage() {}

    /** @param problems at least one of each code; of one code those with different texts are told */
    static String of(List<Problem> problems) {
        var page = new StringBuilder(HEAD);
        problems.stream()
                .sorted(Comparator.comparing(Problem::code))
                .collect(Collectors.groupingBy(Problem::code, LinkedHashMap::new, Collectors.toList()))
                .forEach((code, cases) -> append(page, code, cases));
        return page.toString();
    }

    private static void append(StringBuilder page, ProblemCode code, List<Problem> cases) {
        page.append("\n## ").append(code).append('\n');
        var told = new ArrayList<String>();
        for (Problem one : cases) {
            String text = text(one);
            if (!told.contains(text)) {
                told.add(text);
                page.append('\n').append(text);
            }
        }
    }

    private static String text(Problem problem) {
        String steps = problem.fixes().stream()
                .map(fix -> "- " + escaped(fix.text())
                        + fix.command()
                                .map(command -> ": `quilt-appliance " + command + "`")
                                .orElse(""))
                .distinct()
                .collect(Collectors.joining("\n"));
        return "**" + escaped(problem.title()) + "**" + (problem.isBlocking() ? "" : " *(notice)*") + "\n\n"
                + escaped(problem.message()) + "\n\n" + steps + "\n";
    }

    private static String escaped(String text) {
        return text.strip().replaceAll("([*_<>\\[\\]`])", "\\\\$1");
    }
}
