package org.quiltappliance.server.contents;

import java.util.List;

/** Puts a pushed sub-tree into a whole tree ({@code registry-api.md} 2.5.2 "Merging"). */
public final class Merge {

    private Merge() {}

    /**
     * A new root; the base stays as it is. Missing groups on the way are made, whatever is at the end is replaced.
     *
     * @param path names from the root's child down to where the node goes, at least one
     * @throws org.quiltappliance.server.errors.ApplianceException.NotFound {@code Target subpath is not a group node:
     *     <component>} if a file or table is in the way
     * @throws org.quiltappliance.server.errors.ApplianceException.Invalid if a component is empty (defect D10) or cannot be a
     *     name, the node is a root, or the tree would be higher than {@link NodeReader#MAX_LEVELS}
     */
    public static Node.RootNode into(Node.RootNode base, List<String> path, Node node) {
        throw new UnsupportedOperationException(base.toString() + path + node);
    }
}
