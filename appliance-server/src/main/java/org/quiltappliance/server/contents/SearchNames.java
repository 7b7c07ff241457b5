package org.quiltappliance.server.contents;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The node names that search may find ({@code registry-api.md} 5.2, part 4): each once, because an index has bounds
 * and a push must not fail at them (defect D47).
 */
final class SearchNames {

    /**
     * With one blank after each. A PostgreSQL text vector holds at most 1 MB, and takes up to three times its words.
     */
    static final int MAX_BYTES = 200_000;

    private final Set<String> names = new LinkedHashSet<>();
    private int bytes;
    private boolean complete = true;

    private SearchNames() {}

    /** Depth first, parents first, children as pushed; or, when these are too many, level by level from the root. */
    static String of(Node.RootNode root) {
        var all = new SearchNames();
        all.addTree(root);
        return String.join(" ", all.complete ? all.names : nearestToTheRoot(root).names);
    }

    private static SearchNames nearestToTheRoot(Node.RootNode root) {
        var nearest = new SearchNames();
        List<Node.Branch> level = List.of(root);
        while (!level.isEmpty() && nearest.bytes < MAX_BYTES) {
            var nextLevel = new ArrayList<Node.Branch>();
            for (var branch : level) {
                nearest.addChildren(branch, nextLevel);
            }
            level = nextLevel;
        }
        return nearest;
    }

    private void addChildren(Node.Branch branch, List<Node.Branch> nextLevel) {
        for (var child : branch.children().pushed()) {
            add(child.name());
            if (child.node() instanceof Node.Branch group) {
                nextLevel.add(group);
            }
        }
    }

    private void addTree(Node.Branch branch) {
        for (var child : branch.children().pushed()) {
            add(child.name());
            if (!complete) {
                return;
            }
            if (child.node() instanceof Node.Branch group) {
                addTree(group);
            }
        }
    }

    private void add(String name) {
        int more = utf8Length(name) + 1;
        if (bytes + more > MAX_BYTES) {
            complete &= names.contains(name);
        } else if (names.add(name)) {
            bytes += more;
        }
    }

    private static int utf8Length(String name) {
        int length = name.length();
        for (int i = 0; i < name.length(); i++) {
            char unit = name.charAt(i);
            if (unit >= 0x80) {
                length += unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2; // two units make four bytes
            }
        }
        return length;
    }
}
