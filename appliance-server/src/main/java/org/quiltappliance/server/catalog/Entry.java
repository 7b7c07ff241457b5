package org.quiltappliance.server.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.TreeIndex;

/**
 * A node as lists show it.
 *
 * @param type lower-case extension of a leaf, or the empty text
 * @param originalName what the file was called that became it
 * @param bytes at and below, unpacked
 * @param leaves at and below
 * @param objects of a leaf, in the order of its parts
 */
public record Entry(
        String name,
        String path,
        TreeIndex.Kind kind,
        String type,
        Optional<String> originalName,
        long bytes,
        int leaves,
        List<Hash> objects,
        boolean hasMetadata) {

    /** The one object of a leaf that has just one. */
    public Optional<Hash> object() {
        return objects.size() == 1 ? Optional.of(objects.get(0)) : Optional.empty();
    }

    static Entry of(TreeIndex tree, int node) {
        return new Entry(
                tree.name(node),
                tree.path(node),
                tree.kind(node),
                tree.type(node),
                tree.originalName(node),
                tree.bytes(node),
                tree.leaves(node),
                IntStream.range(0, tree.objectCount(node))
                        .mapToObj(which -> tree.object(node, which))
                        .toList(),
                tree.hasMetadata(node));
    }
}
