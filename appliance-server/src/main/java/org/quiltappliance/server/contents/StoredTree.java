package org.quiltappliance.server.contents;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A tree as {@link Contents#tree} stores it. Every method reads the parts once, from the first on; none keeps the JSON text whole. */
public final class StoredTree {

    /** Takes one leaf. */
    @FunctionalInterface
    public interface LeafVisitor<E extends Exception> {
        /**
         * @param path the names from the root's child down to the leaf; valid during the call only
         * @param firstObject where in the {@link ObjectList} the leaf's objects begin; its metadata object follows them
         */
        void leaf(List<String> path, Node.Leaf leaf, int firstObject) throws E;
    }

    /** @param parts in order, in one or several rounds; a next part is asked for only when it is needed */
    public StoredTree(Iterable<byte[]> parts) {
        throw new UnsupportedOperationException(parts.toString());
    }

    /** Writes the JSON text of the tree, UTF-8; neither flushes nor closes. */
    public void writeTo(OutputStream out) throws IOException {
        throw new UnsupportedOperationException(out.toString());
    }

    /** The whole tree; children then count as pushed in the order of their names. */
    public Node.RootNode read() {
        throw new UnsupportedOperationException();
    }

    /**
     * Which objects belong to a sub-tree, its own metadata object included.
     *
     * @param subpath node names from the root's child down; none for the whole tree
     * @throws org.quiltappliance.server.errors.ApplianceException.NotFound {@code Invalid subpath: <component>} for the first
     *     component that is missing or whose parent is no group ({@code registry-api.md} 2.5.3)
     */
    public ObjectRange rangeOf(List<String> subpath) {
        throw new UnsupportedOperationException(subpath.toString());
    }

    /** Visits every leaf in tree order. */
    public <E extends Exception> void forEachLeaf(LeafVisitor<E> visitor) throws E {
        throw new UnsupportedOperationException(visitor.toString() + Optional.empty());
    }
}
