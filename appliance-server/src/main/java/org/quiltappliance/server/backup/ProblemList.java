package org.quiltappliance.server.backup;

import java.util.ArrayList;
import java.util.List;
import org.quiltappliance.server.backup.ObjectProblem.What;
import org.quiltappliance.server.contents.Hash;

/** Counts problems of objects, and keeps the first thousand. */
final class ProblemList {

    private final List<ObjectProblem> first = new ArrayList<>();
    private long count;

    void add(String owner, Hash hash, What what) {
        if (count++ < Manifest.MOST_PROBLEMS) {
            first.add(new ObjectProblem(owner, hash, what, List.of()));
        }
    }

    long count() {
        return count;
    }

    /** The first ones, each with its packages. */
    List<ObjectProblem> named(RowSource rows) {
        return ConcernedPackages.of(List.copyOf(first), rows);
    }
}
