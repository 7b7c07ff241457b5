package org.quiltappliance.server.contents;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Rows of one width, each beginning with a hash, in parts of at most 1 MiB: what is in memory is what is stored. Every
 * part but the last is full.
 */
final class HashRows {

    static final int MAX_PART_BYTES = 1 << 20;

    private static final int FIRST_PART_ROWS = 32;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int width;
    private final int rowsPerPart;
    private final List<byte[]> parts;
    private int size;

    /** No rows yet. */
    HashRows(int width) {
        this(width, new ArrayList<>(), 0);
    }

    private HashRows(int width, List<byte[]> parts, int size) {
        this.width = width;
        this.rowsPerPart = MAX_PART_BYTES / width;
        this.parts = parts;
        this.size = size;
    }

    /** Rows of that width in full parts; only the last one is looked at now. */
    static HashRows of(int width, List<byte[]> parts) {
        int rowsPerPart = MAX_PART_BYTES / width;
        int size = parts.isEmpty() ? 0 : (parts.size() - 1) * rowsPerPart + parts.get(parts.size() - 1).length / width;
        return new HashRows(width, parts, size);
    }

    int size() {
        return size;
    }

    /** Adds a row that is all zero but for its hash, and gives its number. */
    int add(Hash hash) {
        int place = size % rowsPerPart;
        if (place == 0) {
            parts.add(new byte[FIRST_PART_ROWS * width]);
        }
        byte[] part = parts.get(parts.size() - 1);
        if (place * width == part.length) {
            part = Arrays.copyOf(part, Math.min(2 * place, rowsPerPart) * width);
            parts.set(parts.size() - 1, part);
        }
        hash.write(part, place * width);
        return size++;
    }

    /** The part that holds a row. */
    byte[] part(int row) {
        return parts.get(row / rowsPerPart);
    }

    /** Where in its part a row begins. */
    int place(int row) {
        return row % rowsPerPart * width;
    }

    Hash hash(int row) {
        return Hash.read(part(row), place(row));
    }

    boolean holds(int row, Hash hash) {
        return hash.isAt(part(row), place(row));
    }

    long number(int row, int offset) {
        return (long) LONG.get(part(row), place(row) + offset);
    }

    void setNumber(int row, int offset, long value) {
        LONG.set(part(row), place(row) + offset, value);
    }

    /** The same rows in arrays of their own, none longer than its rows. */
    HashRows copy() {
        var copies = new ArrayList<byte[]>(parts.size());
        for (int first = 0; first < size; first += rowsPerPart) {
            copies.add(Arrays.copyOf(part(first), Math.min(rowsPerPart, size - first) * width));
        }
        return new HashRows(width, Collections.unmodifiableList(copies), size);
    }

    /** Cuts the last part to its rows; nothing can be added afterwards. */
    HashRows trimmed() {
        if (size > 0) {
            int last = parts.size() - 1;
            parts.set(last, Arrays.copyOf(parts.get(last), place(size - 1) + width));
        }
        return new HashRows(width, Collections.unmodifiableList(parts), size);
    }

    List<byte[]> parts() {
        return parts;
    }
}
