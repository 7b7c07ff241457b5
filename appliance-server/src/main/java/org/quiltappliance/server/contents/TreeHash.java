package org.quiltappliance.server.contents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;

/** Computes the hash of a contents tree ({@code registry-api.md} 4.4). */
public final class TreeHash {

    private static final int ENOUGH = 1 << 15;

    private final MessageDigest sha256;
    private final Utf8Buffer buffer = new Utf8Buffer(ENOUGH + 1024);
    private final Map<Node.Type, byte[]> typeTexts = new EnumMap<>(Node.Type.class);

    private TreeHash() {
        sha256 = Hash.digest();
        for (var type : Node.Type.values()) {
            typeTexts.put(type, type.name().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The hash of the tree; depends on neither the order of children nor on metadata. */
    public static Hash of(Node.RootNode root) {
        var tree = new TreeHash();
        tree.feed(root);
        tree.drain();
        return Hash.of(tree.sha256.digest());
    }

    private void feed(Node node) {
        byte[] type = typeTexts.get(node.type());
        buffer.integer(type.length).ascii(type);
        if (node instanceof Node.Leaf leaf) {
            buffer.integer(leaf.hashes().size());
            leaf.hashes().forEach(this::feed);
        } else if (node instanceof Node.Branch branch) {
            buffer.integer(branch.children().size());
            for (var child : branch.children().sorted()) {
                feed(child.name());
                feed(child.node());
            }
        }
        node.metadataHash().ifPresent(this::feed);
    }

    /** A text goes in as the number of its code points, then its bytes. */
    private void feed(String text) {
        int place = buffer.length();
        buffer.integer(0);
        buffer.setInteger(place, buffer.text(text));
    }

    private void feed(Hash hash) {
        buffer.integer(Hash.DIGITS).digits(hash);
        if (buffer.length() >= ENOUGH) {
            drain();
        }
    }

    private void drain() {
        sha256.update(buffer.array(), 0, buffer.length());
        buffer.cutTo(0);
    }
}
