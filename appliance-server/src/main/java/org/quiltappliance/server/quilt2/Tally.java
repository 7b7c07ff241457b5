package org.quiltappliance.server.quilt2;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.quiltappliance.server.quilt2.ImportReport.Count;

/** Counts what comes and keeps what is to be told of it. */
final class Tally {

    private static final int MOST_FINDINGS = 1_000;

    private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);
    private final List<Finding> findings = new ArrayList<>();
    private long problems;
    private long notices;
    private long bytes;

    Tally() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, Count.NONE);
        }
    }

    void came(Kind kind) {
        add(kind, new Count(1, 0, 0));
    }

    void came(Kind kind, long many) {
        add(kind, new Count(many, 0, 0));
    }

    void here(Kind kind) {
        add(kind, new Count(0, 1, 0));
    }

    void here(Kind kind, long many) {
        add(kind, new Count(0, many, 0));
    }

    void leftOut(Kind kind) {
        leftOut(kind, 1);
    }

    void leftOut(Kind kind, long many) {
        add(kind, new Count(0, 0, many));
    }

    private void add(Kind kind, Count more) {
        counts.merge(kind, more, Count::plus);
    }

    /** @param added whether it came now; else it is here already */
    void count(Kind kind, boolean added) {
        if (added) {
            came(kind);
        } else {
            here(kind);
        }
    }

    void brought(long moreBytes) {
        bytes += moreBytes;
    }

    /** Something is missing here now. */
    void problem(String subject, String reason) {
        problems++;
        add(new Finding(true, subject, reason));
    }

    /** Something to know. */
    void notice(String subject, String reason) {
        notices++;
        add(new Finding(false, subject, reason));
    }

    private void add(Finding finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }

    /** Takes in what another one counted. */
    void add(Tally other) {
        other.counts.forEach(this::add);
        bytes += other.bytes;
        problems += other.problems;
        notices += other.notices;
        other.findings.forEach(this::add);
    }

    ImportReport report(boolean complete) {
        return new ImportReport(complete, counts, bytes, findings, problems, notices);
    }
}
