package org.quiltappliance.server.backup;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What was brought over and read again in its new place.
 *
 * @param rows how many, by table
 * @param objects how many, each owner's counted
 * @param bytes of those as they were copied
 * @param problems objects that did not come, the first thousand
 * @param problemCount how many those are
 */
public record TransferReport(
        Map<String, Long> rows,
        long objects,
        long bytes,
        List<ObjectProblem> problems,
        long problemCount,
        Duration took) {

    public TransferReport {
        rows = Map.copyOf(rows);
        problems = List.copyOf(problems);
    }

    /** Whether every object came. */
    public boolean isWithoutErrors() {
        return problemCount == 0;
    }
}
