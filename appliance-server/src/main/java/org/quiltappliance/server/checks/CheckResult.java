package org.quiltappliance.server.checks;

import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.lifecycle.Problem;

/**
 * What one check found ({@code control-panel.md} section 7).
 *
 * @param id of the check: {@code PF-1} and so on
 * @param label what was checked, for people
 * @param detail what was found, for people
 * @param problem only when it failed
 * @param stages of the check, if it has some: in order, up to the first that failed
 */
public record CheckResult(
        String id, String label, Outcome outcome, String detail, Optional<Problem> problem, List<Stage> stages) {

    public CheckResult {
        stages = List.copyOf(stages);
    }

    /** Of a check without stages. */
    public CheckResult(String id, String label, Outcome outcome, String detail, Optional<Problem> problem) {
        this(id, label, outcome, detail, problem, List.of());
    }

    /** What a result means for a start. */
    public enum Outcome {
        OK,
        /** The start goes on. */
        WARN,
        /** The start stops. */
        FAIL,
        /** Not looked at; the detail says why. */
        SKIPPED
    }

    /**
     * A part of a check that goes through several ({@code control-panel.md} CF-5).
     *
     * @param name a word, for people
     * @param passed whether it went well
     * @param detail what was found, for people
     */
    public record Stage(String name, boolean passed, String detail) {}
}
