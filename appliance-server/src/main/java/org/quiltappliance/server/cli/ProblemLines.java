package org.quiltappliance.server.cli;

import java.util.ArrayList;
import java.util.List;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Problem;

/** A problem as lines of text. */
final class ProblemLines {

    private ProblemLines() {}

    /** Message, evidence and fixes. @param command how this program is called */
    static List<String> of(Problem problem, String command) {
        var lines = new ArrayList<String>();
        lines.add(problem.message());
        problem.evidence().forEach(evidence -> lines.add("  " + evidence));
        lines.add("What you can do:");
        for (Fix fix : problem.fixes()) {
            lines.add("  - " + fix.text()
                    + fix.command().map(rest -> ": " + command + " " + rest).orElse(""));
        }
        return lines;
    }
}
