package org.quiltappliance.server.contents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * Sizes of objects by hash: the {@code sizes} of a push. About 50 bytes an entry. Not for several threads while it is
 * filled.
 */
public final class HashSizes {

    /** Part of the wire contract ({@code registry-api.md} 2.5.1 step 7). */
    static final String NO_MATCH = "Sizes don't match the hashes";

    private static final int WIDTH = Hash.BYTES + Long.BYTES;

    private final HashRows rows = new HashRows(WIDTH);
    private final RowIndex index = new RowIndex(rows);

    /**
     * Reads a JSON object of integers; of members with the same name the last wins.
     *
     * @param parser stands at the first token of the value, and afterwards at its last
     * @throws Invalid if it is no JSON or anything else, a member name is no hash, or a size is negative (defect D11)
     * @throws IOException if the input cannot be read
     */
    public static HashSizes read(JsonParser parser) throws IOException {
        try {
            var sizes = new HashSizes();
            sizes.readAll(parser);
            return sizes;
        } catch (JsonProcessingException malformed) {
            throw Refusal.malformed(malformed);
        }
    }

    private void readAll(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.notOfType("sizes", "object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var hash = Hash.find(parser.currentName());
            if (hash == null) {
                throw new Invalid(NO_MATCH);
            }
            put(hash, size(parser));
        }
    }

    private static long size(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
            throw Refusal.notOfType("a size", "integer");
        }
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER || parser.getLongValue() < 0) {
            throw new Invalid("A size is a number of bytes, 0 or more: " + Refusal.shown(parser.getText()));
        }
        return parser.getLongValue();
    }

    public int size() {
        return rows.size();
    }

    /**
     * Adds or replaces one.
     *
     * @param size in bytes, 0 or more
     */
    public void put(Hash hash, long size) {
        if (size < 0) {
            throw new IllegalArgumentException("Not a size: " + size);
        }
        int row = index.find(hash);
        if (row == RowIndex.NONE) {
            row = rows.add(hash);
            index.add(row, hash);
        }
        rows.setNumber(row, Hash.BYTES, size);
    }

    /** The size in bytes, or {@link ObjectList#UNKNOWN_SIZE}. */
    public long get(Hash hash) {
        int row = index.find(hash);
        return row == RowIndex.NONE ? ObjectList.UNKNOWN_SIZE : rows.number(row, Hash.BYTES);
    }

    /** Visits every entry once, in the order they came. */
    public <E extends Exception> void forEach(ObjectList.Visitor<E> visitor) throws E {
        for (int row = 0; row < rows.size(); row++) {
            visitor.object(rows.hash(row), rows.number(row, Hash.BYTES));
        }
    }

    public boolean contains(Hash hash) {
        return index.find(hash) != RowIndex.NONE;
    }

    /** Whether every object of the list has a size here. */
    public boolean containsAll(ObjectList objects) {
        for (int entry = 0; entry < objects.size(); entry++) {
            if (!contains(objects.hash(entry))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether every object of the list has a size here and nothing else has ({@code registry-api.md} 2.5.1 step 7,
     * {@code Sizes don't match the hashes}).
     */
    public boolean matches(ObjectList objects) {
        return size() == objects.distinctCount() && containsAll(objects);
    }
}
