package org.quiltappliance.server.catalog;

import java.util.Optional;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.TreeIndex;

/**
 * A node as lists show it.
 *
 * @param type lower-case extension of a leaf, or the empty text
 * @param originalName what the file was called that became it
 * @param bytes at and below, unpacked
 * @param leaves at and below
 * @param object the one object of a leaf that has just one
 */
public record Entry(
        String name,
        String path,
        TreeIndex.Kind kind,
        String type,
        Optional<String> originalName,
        long bytes,
        int leaves,
        Optional<Hash> object,
        boolean hasMetadata) {

    static Entry of(TreeIndex tree, int node) {
        return new Entry(
                tree.name(node),
                tree.path(node),
                tree.kind(node),
                tree.type(node),
                tree.originalName(node),
                tree.bytes(node),
                tree.leaves(node),
                tree.objectCount(node) == 1 ? Optional.of(tree.object(node, 0)) : Optional.empty(),
                tree.hasMetadata(node));
    }
}
