package org.quiltappliance.server.checks;

import java.util.Optional;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.lifecycle.Problem;

/**
 * One thing to look at before a start.
 *
 * @param id {@code PF-1} and so on
 * @param label what is checked, for people
 */
public record Check(String id, String label, Look look) {

    /** Finds out; may take some seconds. */
    @FunctionalInterface
    public interface Look {
        Finding find() throws Exception;
    }

    /** What was found. */
    public record Finding(Outcome outcome, String detail, Optional<Problem> problem) {

        public static Finding ok(String detail) {
            return new Finding(Outcome.OK, detail, Optional.empty());
        }

        public static Finding warn(String detail) {
            return new Finding(Outcome.WARN, detail, Optional.empty());
        }

        public static Finding skipped(String why) {
            return new Finding(Outcome.SKIPPED, why, Optional.empty());
        }

        public static Finding fail(Problem problem) {
            return new Finding(Outcome.FAIL, problem.message(), Optional.of(problem));
        }
    }

    CheckResult result(Finding finding) {
        return new CheckResult(id, label, finding.outcome(), finding.detail(), finding.problem());
    }
}
