package org.quiltappliance.server.checks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.checks.CheckResult.Stage;
import org.quiltappliance.server.lifecycle.Problem;

/**
 * One thing to look at before a start.
 *
 * @param id {@code PF-1} and so on
 * @param label what is checked, for people
 * @param patience how long it may take, what it waits for included
 */
public record Check(String id, String label, Duration patience, Look look) {

    private static final Duration USUAL = Duration.ofSeconds(5);

    /** With the usual patience. */
    public Check(String id, String label, Look look) {
        this(id, label, USUAL, look);
    }

    /** One that is not made here. @param why it is not */
    public static Check skipped(String id, String label, String why) {
        return new Check(id, label, () -> Finding.skipped(why));
    }

    /** Finds out; may take some seconds. */
    @FunctionalInterface
    public interface Look {
        Finding find() throws Exception;
    }

    /** What was found. @param stages of which it consists, if it has some: up to the first that failed */
    public record Finding(Outcome outcome, String detail, Optional<Problem> problem, List<Stage> stages) {

        public Finding {
            stages = List.copyOf(stages);
        }

        public static Finding ok(String detail) {
            return new Finding(Outcome.OK, detail, Optional.empty(), List.of());
        }

        public static Finding warn(String detail) {
            return new Finding(Outcome.WARN, detail, Optional.empty(), List.of());
        }

        public static Finding skipped(String why) {
            return new Finding(Outcome.SKIPPED, why, Optional.empty(), List.of());
        }

        public static Finding fail(Problem problem) {
            return new Finding(Outcome.FAIL, problem.message(), Optional.of(problem), List.of());
        }

        /** The same with the stages that led to it. */
        public Finding after(List<Stage> these) {
            return new Finding(outcome, detail, problem, these);
        }
    }

    CheckResult result(Finding finding) {
        return new CheckResult(id, label, finding.outcome(), finding.detail(), finding.problem(), finding.stages());
    }
}
