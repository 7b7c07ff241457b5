package org.quiltappliance.server.contents;

import java.util.Optional;
import java.util.TreeMap;

/**
 * What is shown and searched of a tree without reading it again.
 *
 * @param objectCount how many different objects the tree names
 * @param preview JSON text: {@code preview} of {@code registry-api.md} 2.5.9
 * @param fileTypes JSON text: {@code file_types} of the same section
 * @param readme the object of the root's child {@code README}, if that is a file of exactly one object (defect D5)
 * @param searchNames distinct node names joined by blanks, in the order of {@code registry-api.md} 5.2; when they are
 *     more than 200,000 bytes, those nearest to the root (defect D47)
 */
public record ContentsSummary(
        long objectCount, String preview, String fileTypes, Optional<Hash> readme, String searchNames) {

    private static final String README = "README";

    /** @param objects those of the root */
    static ContentsSummary of(Node.RootNode root, ObjectList objects) {
        return new ContentsSummary(
                objects.distinctCount(), Preview.of(root), fileTypes(root), readme(root), SearchNames.of(root));
    }

    private static Optional<Hash> readme(Node.RootNode root) {
        return root.children()
                .find(README)
                .filter(node ->
                        node instanceof Node.FileNode file && file.hashes().size() == 1)
                .map(node -> ((Node.FileNode) node).hashes().get(0));
    }

    private static String fileTypes(Node.RootNode root) {
        var counts = new TreeMap<String, Integer>();
        count(root, counts);
        var json = new Utf8Buffer(256).ascii('{');
        counts.forEach((extension, count) -> {
            if (json.length() > 1) {
                json.ascii(',');
            }
            json.quoted(extension).ascii(':').text(count.toString());
        });
        return json.ascii('}').toString();
    }

    private static void count(Node node, TreeMap<String, Integer> counts) {
        if (node instanceof Node.Branch branch) {
            for (var child : branch.children().sorted()) {
                count(child.node(), counts);
            }
        } else if (node instanceof Node.Leaf leaf) {
            counts.merge(leaf.metadata().extension(), 1, Integer::sum);
        }
    }
}
