package org.quiltappliance.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;

/** The tests' own reckoning of {@code registry-api.md} 4.4, straight from its text; shares nothing with the server. */
public final class TreeHash {

    private static final Comparator<String> BY_CODE_POINT = (a, b) -> {
        var left = a.codePoints().toArray();
        var right = b.codePoints().toArray();
        return Arrays.compare(left, right);
    };

    private final MessageDigest digest = sha256();

    private TreeHash() {}

    /** The hash of the tree below a node written as JSON. */
    public static String of(JsonNode node) {
        var hash = new TreeHash();
        hash.node(node);
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    /** The hash of an object. */
    public static String ofBytes(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private void node(JsonNode node) {
        var type = node.get("type").textValue();
        text(type);
        if (type.equals("FILE") || type.equals("TABLE")) {
            number(node.get("hashes").size());
            node.get("hashes").forEach(hash -> text(hash.textValue()));
        } else {
            var names = new ArrayList<String>();
            node.get("children").fieldNames().forEachRemaining(names::add);
            names.sort(BY_CODE_POINT);
            number(names.size());
            for (var name : names) {
                text(name);
                node(node.get("children").get(name));
            }
        }
        if (node.hasNonNull("metadata_hash")) {
            text(node.get("metadata_hash").textValue());
        }
    }

    private void text(String text) {
        number(text.codePointCount(0, text.length()));
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private void number(int number) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
