package org.quiltappliance.server.contents;

/**
 * The entries of an {@link ObjectList} that belong to one sub-tree: from the first, included, to the last, excluded.
 */
public record ObjectRange(int from, int to) {

    public ObjectRange {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("No range: " + from + " to " + to);
        }
    }

    public int size() {
        return to - from;
    }
}
