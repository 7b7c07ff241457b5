package org.quiltappliance.server.contents;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every object a tree names, in the order of its stored JSON, repeats kept: for a branch its metadata object, then its
 * children by name; for a leaf its objects, then its metadata object. 41 bytes an entry: the hash, its size, and flags.
 * Immutable.
 */
public final class ObjectList {

    /** What a size is before {@link #withSizes}. */
    public static final long UNKNOWN_SIZE = -1;

    private static final int SIZE = Hash.BYTES;
    private static final int FLAGS = SIZE + Long.BYTES;
    private static final int WIDTH = FLAGS + 1;

    /** How many entries each part holds, but for the last. */
    public static final int ENTRIES_PER_PART = HashRows.MAX_PART_BYTES / WIDTH;

    private static final int METADATA = 1;
    private static final int FIRST = 2;
    private static final int FIRST_METADATA = 4;

    private final HashRows rows;

    private ObjectList(HashRows rows) {
        this.rows = rows;
    }

    /** Takes one object. */
    @FunctionalInterface
    public interface Visitor<E extends Exception> {
        /** @param size uncompressed, in bytes, or {@link #UNKNOWN_SIZE} */
        void object(Hash hash, long size) throws E;
    }

    /** The objects at and below a node, which need not be a root ({@code registry-api.md} 4.5). */
    public static ObjectList of(Node node) {
        var builder = new Builder();
        builder.add(node);
        return new ObjectList(builder.rows.trimmed());
    }

    /**
     * A list from its stored parts.
     *
     * @param parts as {@link #parts} gave them, in order. Only the last is asked for at once, any other when its
     *     entries are needed, so the list may load them as it is asked
     */
    public static ObjectList stored(List<byte[]> parts) {
        return new ObjectList(HashRows.of(WIDTH, parts));
    }

    /** For storing: at most 1 MiB each, none for an empty list. Must not be changed. */
    public List<byte[]> parts() {
        return rows.parts();
    }

    /** How many entries there are, repeats counted. */
    public int size() {
        return rows.size();
    }

    /** How many different objects there are. */
    public int distinctCount() {
        int count = 0;
        for (int entry = 0; entry < size(); entry++) {
            if (has(entry, FIRST)) {
                count++;
            }
        }
        return count;
    }

    /** The sum of the sizes of the different objects; unknown ones count nothing. */
    public long distinctBytes() {
        long bytes = 0;
        for (int entry = 0; entry < size(); entry++) {
            if (has(entry, FIRST)) {
                bytes += Math.max(0, objectSize(entry));
            }
        }
        return bytes;
    }

    /** The range of the whole tree. */
    public ObjectRange all() {
        return new ObjectRange(0, size());
    }

    public Hash hash(int entry) {
        return rows.hash(entry);
    }

    /** The uncompressed size in bytes, or {@link #UNKNOWN_SIZE}. */
    public long objectSize(int entry) {
        return rows.number(entry, SIZE);
    }

    /** Whether the entry is the metadata object of a node. */
    public boolean isMetadata(int entry) {
        return has(entry, METADATA);
    }

    /**
     * The same list with sizes.
     *
     * @param sizes in bytes; asked once for each entry
     */
    public ObjectList withSizes(ToLongFunction<Hash> sizes) {
        var copy = rows.copy();
        for (int entry = 0; entry < copy.size(); entry++) {
            copy.setNumber(entry, SIZE, sizes.applyAsLong(copy.hash(entry)));
        }
        return new ObjectList(copy);
    }

    /** All different objects, in order. */
    public Stream<Hash> distinct() {
        return IntStream.range(0, size()).filter(entry -> has(entry, FIRST)).mapToObj(this::hash);
    }

    /** Visits each different object of the range once, in order. */
    public <E extends Exception> void forEachDistinct(ObjectRange range, Visitor<E> visitor) throws E {
        visit(range, entry -> true, FIRST, visitor);
    }

    /** Visits each different metadata object of the range once, in order, and nothing else. */
    public <E extends Exception> void forEachDistinctMetadata(ObjectRange range, Visitor<E> visitor) throws E {
        visit(range, this::isMetadata, FIRST_METADATA, visitor);
    }

    private <E extends Exception> void visit(ObjectRange range, IntPredicate wanted, int first, Visitor<E> visitor)
            throws E {
        if (range.to() > size()) {
            throw new IllegalArgumentException("No range of " + size() + " entries: " + range);
        }
        var seen = firstOutside(range, wanted, first) ? new RowIndex(rows) : null;
        for (int entry = range.from(); entry < range.to(); entry++) {
            if (!wanted.test(entry) || seen == null && !has(entry, first)) {
                continue;
            }
            var hash = hash(entry);
            if (seen == null || seen.add(entry, hash) == RowIndex.NONE) {
                visitor.object(hash, objectSize(entry));
            }
        }
    }

    /**
     * Whether an entry of the range may have been the first before it, so that the flags do not suffice to tell
     * repeats.
     */
    private boolean firstOutside(ObjectRange range, IntPredicate wanted, int first) {
        return range.from() > 0
                && IntStream.range(range.from(), range.to())
                        .anyMatch(entry -> wanted.test(entry) && !has(entry, first));
    }

    private boolean has(int entry, int flag) {
        return (rows.part(entry)[rows.place(entry) + FLAGS] & flag) != 0;
    }

    /** Collects entries in tree order. */
    private static final class Builder {

        private final HashRows rows = new HashRows(WIDTH);
        private final RowIndex objects = new RowIndex(rows);
        private final RowIndex metadataObjects = new RowIndex(rows);

        void add(Node node) {
            if (node instanceof Node.Branch branch) {
                node.metadataHash().ifPresent(hash -> add(hash, true));
                for (var child : branch.children().sorted()) {
                    add(child.node());
                }
            } else if (node instanceof Node.Leaf leaf) {
                for (var hash : leaf.hashes()) {
                    add(hash, false);
                }
                node.metadataHash().ifPresent(hash -> add(hash, true));
            }
        }

        private void add(Hash hash, boolean metadata) {
            int row = rows.add(hash);
            rows.setNumber(row, SIZE, UNKNOWN_SIZE);
            int flags = objects.add(row, hash) == RowIndex.NONE ? FIRST : 0;
            if (metadata) {
                flags |= METADATA;
                flags |= metadataObjects.add(row, hash) == RowIndex.NONE ? FIRST_METADATA : 0;
            }
            rows.part(row)[rows.place(row) + FLAGS] = (byte) flags;
        }
    }
}
