package org.quiltappliance.server.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.quiltappliance.server.lifecycle.ProblemCode.Severity;

/**
 * Something that went wrong, as people should hear of it: what happened, why we think so, and what they can do
 * ({@code control-panel.md} section 6).
 *
 * @param title at most 60 characters
 * @param evidence lines that show why we think so
 * @param fixes the first is the one to offer first
 * @param severity what it means this time
 */
public record Problem(
        ProblemCode code,
        String title,
        String message,
        List<String> evidence,
        List<Fix> fixes,
        Instant since,
        Severity severity) {

    public Problem {
        evidence = List.copyOf(evidence);
        fixes = List.copyOf(fixes);
    }

    /** With the usual severity. */
    public Problem(
            ProblemCode code, String title, String message, List<String> evidence, List<Fix> fixes, Instant since) {
        this(code, title, message, evidence, fixes, since, code.severity());
    }

    /** The same with another severity. */
    Problem as(Severity other) {
        return new Problem(code, title, message, evidence, fixes, since, other);
    }

    /** The same where not everything can be done about it. */
    public Problem offering(Predicate<Fix> possible) {
        return new Problem(
                code, title, message, evidence, fixes.stream().filter(possible).toList(), since, severity);
    }

    /** Whether people would hear the same of both, times and figures apart. */
    boolean saysTheSameAs(Problem other) {
        return code == other.code && severity == other.severity && title.equals(other.title);
    }

    /**
     * @param text which texts of the catalogue: the code's name, or that with a variant behind a dot
     * @param values for the places in these texts
     */
    static Problem of(
            ProblemCode code,
            String text,
            Map<String, String> values,
            List<String> evidence,
            List<Fix> fixes,
            Instant since) {
        return new Problem(
                code,
                ProblemTexts.fill(text + ".title", values),
                ProblemTexts.fill(text + ".message", values),
                evidence,
                fixes,
                since);
    }

    /** The same with other evidence. */
    public Problem with(List<String> others) {
        return new Problem(code, title, message, others, fixes, since, severity);
    }

    /** The same in other words. @param change made to everything that was filled into the texts */
    public Problem with(UnaryOperator<String> change) {
        return new Problem(
                code,
                change.apply(title),
                change.apply(message),
                evidence.stream().map(change).toList(),
                fixes,
                since,
                severity);
    }

    public boolean isBlocking() {
        return severity == Severity.BLOCKING;
    }
}
