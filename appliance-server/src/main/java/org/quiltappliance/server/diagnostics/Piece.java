package org.quiltappliance.server.diagnostics;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * One file of an archive.
 *
 * @param name with slashes between folders
 */
public record Piece(String name, String text) {

    /** In bytes. */
    public int size() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    Piece with(UnaryOperator<String> change) {
        return new Piece(name, change.apply(text));
    }
}
