package org.quiltappliance.server.catalog;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.quiltappliance.server.catalog.Browsing.Packed;
import org.quiltappliance.server.catalog.Browsing.Part;
import org.quiltappliance.server.contents.TreeIndex;

/** What nodes are called as files on a disk. Names cannot lead out of a folder, and no system stumbles over them. */
final class FileNames {

    private static final String PARQUET = ".parquet";
    private static final int LONGEST = 120;

    private FileNames() {}

    /** The original name of a file; a table is called after its node or its source, and is Parquet. */
    static String of(TreeIndex tree, int leaf) {
        String original = tree.originalName(leaf).orElse(tree.name(leaf));
        if (tree.kind(leaf) != TreeIndex.Kind.TABLE) {
            return safe(original);
        }
        String type = tree.type(leaf);
        String stem = original.toLowerCase(Locale.ROOT).endsWith(type)
                ? original.substring(0, original.length() - type.length())
                : original;
        return safe(stem) + PARQUET;
    }

    static String safe(String name) {
        String safe = name.replaceAll("[\\x00-\\x1f\\x7f/\\\\:*?\"<>|]", "_").strip();
        if (safe.length() > LONGEST) {
            int dot = safe.lastIndexOf('.');
            String end = dot > 0 && safe.length() - dot <= 20 ? safe.substring(dot) : "";
            safe = safe.substring(0, LONGEST - end.length()) + end;
        }
        return safe.isEmpty() || safe.matches("\\.+") ? "_" : safe;
    }

    /** Made as they are asked for, one after the other: only the places are kept. */
    static List<Packed> packed(TreeIndex tree, int top) {
        int[] leaves = new int[tree.leaves(top)];
        int[] parts = new int[tree.leaves(top)];
        int count = 0;
        int total = 0;
        for (int node = top; node < tree.end(top); node++) {
            if (!tree.isGroup(node)) {
                leaves[count] = node;
                parts[count++] = total;
                total += tree.objectCount(node);
            }
        }
        return new Leaves(tree, top, leaves, parts, total);
    }

    /** The objects of the leaves, in tree order. */
    private static final class Leaves extends AbstractList<Packed> {

        private final TreeIndex tree;
        private final int top;
        private final int[] leaves;
        private final int[] firstPart;
        private final int total;
        private final Map<Integer, Set<String>> ambiguous = new HashMap<>();

        Leaves(TreeIndex tree, int top, int[] leaves, int[] firstPart, int total) {
            this.tree = tree;
            this.top = top;
            this.leaves = leaves;
            this.firstPart = firstPart;
            this.total = total;
        }

        @Override
        public int size() {
            return total;
        }

        @Override
        public Packed get(int index) {
            int found = Arrays.binarySearch(firstPart, index);
            int place = found >= 0 ? found : -found - 2;
            // Leaves without objects begin where the next one does.
            while (place + 1 < firstPart.length && firstPart[place + 1] <= index) {
                place++;
            }
            int leaf = leaves[place];
            int part = index - firstPart[place];
            return new Packed(
                    path(leaf, part),
                    tree.kind(leaf) == TreeIndex.Kind.TABLE ? PARQUET : tree.type(leaf),
                    new Part(tree.object(leaf, part), tree.objectBytes(leaf, part)));
        }

        private String path(int leaf, int part) {
            String name = name(leaf);
            if (tree.objectCount(leaf) > 1) {
                name = safe(tree.name(leaf)) + "/part-" + part
                        + (tree.kind(leaf) == TreeIndex.Kind.TABLE ? PARQUET : tree.type(leaf));
            }
            var path = new StringBuilder(name);
            for (int at = leaf; at != top && tree.parent(at) != top; ) {
                at = tree.parent(at);
                path.insert(0, safe(tree.name(at)) + "/");
            }
            return path.toString();
        }

        /** The original name, unless a sibling has the same. */
        private String name(int leaf) {
            if (leaf == top) {
                return of(tree, leaf);
            }
            String name = of(tree, leaf);
            var taken = ambiguous.computeIfAbsent(tree.parent(leaf), this::repeated);
            if (!taken.contains(name.toLowerCase(Locale.ROOT))) {
                return name;
            }
            return safe(tree.name(leaf)) + (tree.kind(leaf) == TreeIndex.Kind.TABLE ? PARQUET : tree.type(leaf));
        }

        private Set<String> repeated(int parent) {
            Set<String> seen = new HashSet<>();
            Set<String> repeated = new HashSet<>();
            for (int child : tree.children(parent)) {
                String name = tree.isGroup(child) ? safe(tree.name(child)) : of(tree, child);
                if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                    repeated.add(name.toLowerCase(Locale.ROOT));
                }
            }
            return Set.copyOf(repeated);
        }
    }
}
