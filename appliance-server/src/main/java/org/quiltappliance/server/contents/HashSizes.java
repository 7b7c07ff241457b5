package org.quiltappliance.server.contents;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * Sizes of objects by hash: the {@code sizes} of a push. Not for use by several threads while it is filled. About 50 bytes
 * an entry.
 */
public final class HashSizes {

    /**
     * Reads a JSON object of integers.
     *
     * @param parser stands at the first token of the value, and afterwards at its last
     * @throws org.quiltappliance.server.errors.ApplianceException.Invalid if it is anything else, a member name is no hash,
     *     or a size is negative (defect D11)
     * @throws IOException what the parser throws
     */
    public static HashSizes read(JsonParser parser) throws IOException {
        throw new UnsupportedOperationException(parser.toString());
    }

    public int size() {
        throw new UnsupportedOperationException();
    }

    /** Adds or replaces one. */
    public void put(Hash hash, long size) {
        throw new UnsupportedOperationException(hash.toString() + size);
    }

    /** The size, or {@link ObjectList#UNKNOWN_SIZE}. */
    public long get(Hash hash) {
        throw new UnsupportedOperationException(hash.toString());
    }

    public boolean contains(Hash hash) {
        throw new UnsupportedOperationException(hash.toString());
    }

    /** Whether every object of the list has a size here. */
    public boolean containsAll(ObjectList objects) {
        throw new UnsupportedOperationException(objects.toString());
    }

    /** Whether every object of the list has a size here and nothing else has ({@code registry-api.md} 2.5.1 step 7). */
    public boolean matches(ObjectList objects) {
        throw new UnsupportedOperationException(objects.toString());
    }
}
