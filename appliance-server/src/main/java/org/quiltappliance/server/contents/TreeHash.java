package org.quiltappliance.server.contents;

/** The hash of a contents tree ({@code registry-api.md} 4.4). */
public final class TreeHash {

    private TreeHash() {}

    public static Hash of(Node.RootNode root) {
        throw new UnsupportedOperationException(root.toString());
    }
}
