package org.quiltappliance.server.contents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads the {@code contents} of a push ({@code registry-api.md} 4.2, 4.3; defects D8, D9, D11). */
public final class NodeReader {

    /** How many nodes may lie on the way from the top to a leaf, both counted (defect D11). */
    public static final int MAX_LEVELS = 200;

    /** How deep the JSON value of a leaf's metadata may be nested. */
    public static final int MAX_METADATA_LEVELS = 100;

    private NodeReader() {}

    /**
     * A factory whose parsers suit bodies with very many different member names (node names, hashes): it keeps no table of
     * them. Give it bytes; they are read as UTF-8.
     */
    public static JsonFactory jsonFactory() {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads one node with everything below it. Members may stand in any order.
     *
     * @param parser stands at the first token of the value, and afterwards at its last
     * @throws org.quiltappliance.server.errors.ApplianceException.Invalid if the value is no node
     * @throws IOException what the parser throws: input failed, or it is no JSON
     */
    public static Node read(JsonParser parser) throws IOException {
        throw new UnsupportedOperationException(parser.toString());
    }
}
