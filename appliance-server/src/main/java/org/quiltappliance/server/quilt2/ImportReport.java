package org.quiltappliance.server.quilt2;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an import did.
 *
 * @param complete whether it came to its end; else it was given up, and what came so far is whole and stays
 * @param counts of every kind
 * @param bytes of the objects that came, as stored
 * @param findings the first thousand
 */
public record ImportReport(
        boolean complete, Map<Kind, Count> counts, long bytes, List<Finding> findings, long problems, long notices) {

    /** How many of a kind came now, were here already, and were left out. */
    public record Count(long came, long here, long leftOut) {

        static final Count NONE = new Count(0, 0, 0);

        Count plus(Count more) {
            return new Count(came + more.came, here + more.here, leftOut + more.leftOut);
        }
    }

    public ImportReport {
        counts = new EnumMap<>(counts);
        findings = List.copyOf(findings);
    }
}
