package org.quiltappliance.server.backup;

import java.time.Duration;
import java.util.List;

/**
 * How the objects of a registry are.
 *
 * @param objects how many revisions name, each owner's counted
 * @param problems of them, the first thousand
 * @param problemCount how many those are
 */
public record LiveReport(long objects, List<ObjectProblem> problems, long problemCount, Duration took) {

    public LiveReport {
        problems = List.copyOf(problems);
    }

    /** Whether all are there and right. */
    public boolean isGood() {
        return problemCount == 0;
    }
}
