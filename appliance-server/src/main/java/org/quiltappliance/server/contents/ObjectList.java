package org.quiltappliance.server.contents;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Every object a tree names, in the order of its canonical JSON, repeats kept: for a branch its metadata object, then
 * children by name; for a leaf its objects, then its metadata object. About 41 bytes an entry.
 */
public final class ObjectList {

    /** What a size is before {@link #withSizes}. */
    public static final long UNKNOWN_SIZE = -1;

    /** How many entries each stored part holds, but for the last. */
    public static final int ENTRIES_PER_PART = (1 << 20) / 41;

    /** Takes one object. */
    @FunctionalInterface
    public interface Visitor<E extends Exception> {
        /** @param size uncompressed, in bytes, or {@link #UNKNOWN_SIZE} */
        void object(Hash hash, long size) throws E;
    }

    /** The objects at and below a node; it need not be a root. */
    public static ObjectList of(Node node) {
        throw new UnsupportedOperationException(node.toString());
    }

    /**
     * A list from its stored parts.
     *
     * @param parts as {@link #parts} gave them, in order; one is asked for only when its entries are needed
     */
    public static ObjectList stored(List<byte[]> parts) {
        throw new UnsupportedOperationException(parts.toString());
    }

    /** For storing: at most 1 MiB each, none for an empty list. Not to be changed. */
    public List<byte[]> parts() {
        throw new UnsupportedOperationException();
    }

    /** How many entries there are, repeats counted. */
    public int size() {
        throw new UnsupportedOperationException();
    }

    /** How many different objects there are. */
    public int distinctCount() {
        throw new UnsupportedOperationException();
    }

    /** The sum of the sizes of the different objects; unknown ones count nothing. */
    public long distinctBytes() {
        throw new UnsupportedOperationException();
    }

    public ObjectRange all() {
        throw new UnsupportedOperationException();
    }

    public Hash hash(int entry) {
        throw new UnsupportedOperationException();
    }

    public long objectSize(int entry) {
        throw new UnsupportedOperationException();
    }

    /** The same list with sizes. */
    public ObjectList withSizes(ToLongFunction<Hash> sizes) {
        throw new UnsupportedOperationException(sizes.toString());
    }

    /** All different objects, in order. */
    public Stream<Hash> distinct() {
        throw new UnsupportedOperationException();
    }

    /** Visits each different object of the range once, in order. */
    public <E extends Exception> void forEachDistinct(ObjectRange range, Visitor<E> visitor) throws E {
        throw new UnsupportedOperationException(range.toString() + visitor);
    }

    /** Visits each different metadata object of the range once, in order; nothing else ({@code registry-api.md} 4.5). */
    public <E extends Exception> void forEachDistinctMetadata(ObjectRange range, Visitor<E> visitor) throws E {
        throw new UnsupportedOperationException(range.toString() + visitor);
    }
}
