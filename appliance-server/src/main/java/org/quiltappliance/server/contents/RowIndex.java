package org.quiltappliance.server.contents;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** Finds rows of {@link HashRows} by their hash. An open table of row numbers: 8 to 16 bytes a row. */
final class RowIndex {

    /** Returned when there is no such row. */
    static final int NONE = -1;

    private static final int FIRST_BITS = 6;

    private final HashRows rows;
    private final long key = ThreadLocalRandom.current().nextLong() | 1;
    private int[] table = empty(FIRST_BITS);
    private int shift = Long.SIZE - FIRST_BITS;
    private int size;

    /** @param rows may grow later; none of them is known here before it is {@link #add added} */
    RowIndex(HashRows rows) {
        this.rows = rows;
    }

    /** How many rows, so different hashes, are known here. */
    int size() {
        return size;
    }

    int find(Hash hash) {
        return table[slot(hash)];
    }

    /**
     * Makes a row known, unless one with its hash is already.
     *
     * @return the row known before, or {@link #NONE} if this is the first with its hash
     */
    int add(int row, Hash hash) {
        int slot = slot(hash);
        int known = table[slot];
        if (known == NONE) {
            table[slot] = row;
            size++;
            if (size > table.length / 2) {
                grow();
            }
        }
        return known;
    }

    /** Where the hash is or would go. */
    private int slot(Hash hash) {
        int slot = (int) (hash.spread(key) >>> shift);
        while (table[slot] != NONE && !rows.holds(table[slot], hash)) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    private void grow() {
        int[] old = table;
        shift--;
        table = empty(Long.SIZE - shift);
        for (int row : old) {
            if (row != NONE) {
                table[slot(rows.hash(row))] = row;
            }
        }
    }

    private static int[] empty(int bits) {
        var table = new int[1 << bits];
        Arrays.fill(table, NONE);
        return table;
    }
}
