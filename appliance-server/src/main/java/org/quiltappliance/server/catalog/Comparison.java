package org.quiltappliance.server.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.TreeIndex;

/** What differs between two trees, leaf by leaf, in order of paths. Swapping the trees mirrors it. */
final class Comparison {

    /** Stands for a node that is not there. */
    static final int NONE = -1;

    /** Their places are stored: another one goes to the end. */
    enum What {
        ADDED,
        REMOVED,
        CHANGED,
        MOVED
    }

    /**
     * One difference.
     *
     * @param before number in the base, or {@link #NONE}
     * @param after number in the head, or {@link #NONE}
     */
    record Change(What what, int before, int after) {}

    private final TreeIndex base;
    private final TreeIndex head;
    private final List<Change> found = new ArrayList<>();

    private Comparison(TreeIndex base, TreeIndex head) {
        this.base = base;
        this.head = head;
    }

    /** All differences: leaves, groups without children, and branches whose user metadata differ. */
    static List<Change> of(TreeIndex base, TreeIndex head) {
        var comparison = new Comparison(base, head);
        comparison.compare(TreeIndex.ROOT, TreeIndex.ROOT);
        return comparison.withMoves();
    }

    private void compare(int before, int after) {
        boolean groups = base.isGroup(before) && head.isGroup(after);
        boolean same = base.kind(before) == head.kind(after)
                && base.sameObjects(before, head, after)
                && base.metadata(before).equals(head.metadata(after));
        if (groups) {
            if (!same) {
                found.add(new Change(What.CHANGED, before, after));
            }
            compareChildren(before, after);
        } else if (base.isGroup(before) || head.isGroup(after)) {
            gone(before);
            come(after);
        } else if (!same) {
            found.add(new Change(What.CHANGED, before, after));
        }
    }

    private void compareChildren(int before, int after) {
        int one = before + 1;
        int other = after + 1;
        while (one < base.end(before) || other < head.end(after)) {
            int order =
                    one >= base.end(before) ? 1 : other >= head.end(after) ? -1 : base.compareNames(one, head, other);
            if (order < 0) {
                gone(one);
                one = base.end(one);
            } else if (order > 0) {
                come(other);
                other = head.end(other);
            } else {
                compare(one, other);
                one = base.end(one);
                other = head.end(other);
            }
        }
    }

    private void gone(int node) {
        for (int at = node; at < base.end(node); at++) {
            if (base.end(at) == at + 1) {
                found.add(new Change(What.REMOVED, at, NONE));
            }
        }
    }

    private void come(int node) {
        for (int at = node; at < head.end(node); at++) {
            if (head.end(at) == at + 1) {
                found.add(new Change(What.ADDED, NONE, at));
            }
        }
    }

    /** Joins what left one place and came to another with the same objects: the first that left with the first that came. */
    private List<Change> withMoves() {
        Map<Content, Deque<Integer>> left = new HashMap<>();
        for (var change : found) {
            if (change.what() == What.REMOVED && base.objectCount(change.before()) > 0) {
                left.computeIfAbsent(Content.of(base, change.before()), content -> new ArrayDeque<>())
                        .add(change.before());
            }
        }
        if (left.isEmpty()) {
            return found;
        }
        Map<Integer, Integer> origins = new HashMap<>();
        for (var change : found) {
            if (change.what() == What.ADDED && head.objectCount(change.after()) > 0) {
                var candidates = left.get(Content.of(head, change.after()));
                if (candidates != null && !candidates.isEmpty()) {
                    origins.put(change.after(), candidates.remove());
                }
            }
        }
        var moved = new HashSet<>(origins.values());
        return found.stream()
                .filter(change -> change.what() != What.REMOVED || !moved.contains(change.before()))
                .map(change -> {
                    var origin = change.what() == What.ADDED ? origins.get(change.after()) : null;
                    return origin == null ? change : new Change(What.MOVED, origin, change.after());
                })
                .toList();
    }

    /** What must be equal for one leaf to be another one moved. */
    private record Content(TreeIndex.Kind kind, List<Hash> objects) {
        static Content of(TreeIndex tree, int leaf) {
            var objects = new ArrayList<Hash>();
            for (int i = 0; i < tree.objectCount(leaf); i++) {
                objects.add(tree.object(leaf, i));
            }
            return new Content(tree.kind(leaf), objects);
        }
    }
}
