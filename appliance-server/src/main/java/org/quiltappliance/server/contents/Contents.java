package org.quiltappliance.server.contents;

import java.util.List;

/**
 * A tree with everything that is stored of it.
 *
 * @param root the tree itself
 * @param hash by {@code registry-api.md} 4.4
 * @param objects in tree order; sizes not filled in yet
 * @param tree the JSON text of the tree, compressed, in parts of at most 1 MiB: what {@link StoredTree} reads
 * @param summary what previews and search need
 */
public record Contents(Node.RootNode root, Hash hash, ObjectList objects, List<byte[]> tree, ContentsSummary summary) {

    /** For the hash or the objects alone, {@link TreeHash} and {@link ObjectList#of} are several times faster. */
    public static Contents of(Node.RootNode root) {
        return of(root, TreeHash.of(root), ObjectList.of(root));
    }

    /**
     * The same where hash and objects are known.
     *
     * @param hash by {@link TreeHash}
     * @param objects by {@link ObjectList#of}
     */
    public static Contents of(Node.RootNode root, Hash hash, ObjectList objects) {
        return new Contents(root, hash, objects, TreeWriter.write(root), ContentsSummary.of(root, objects));
    }
}
