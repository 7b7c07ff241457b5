package org.quiltappliance.server.catalog;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.catalog.Comparison.Change;
import org.quiltappliance.server.catalog.Comparison.What;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.TreeIndex;

/**
 * Which paths changed, and how, in 8 bytes for each: 62 bits that stand for the path, and 2 for {@link What}. In
 * ascending order, so that a path is found without reading all. Among a million paths, two have the same bits once in
 * some ten million packages.
 */
final class ChangeKeys {

    static final int MOST_PART_BYTES = 1 << 20;

    private static final long WHAT = 0b11;
    private static final int DIGITS = 2 * Long.BYTES;

    private ChangeKeys() {}

    /** What stands for a path: the last two bits are zero. */
    static long of(String path) {
        var hash = Hash.ofContent(path.getBytes(StandardCharsets.UTF_8)).toString();
        return HexFormat.fromHexDigitsToLong(hash, 0, DIGITS) & ~WHAT;
    }

    /**
     * The keys of all changes. What moved was removed where it was.
     *
     * @return parts of at most {@link #MOST_PART_BYTES}; one without bytes when nothing changed
     */
    static List<byte[]> parts(List<Change> changes, TreeIndex before, TreeIndex after) {
        var keys = new long[2 * changes.size()];
        int count = 0;
        for (var change : changes) {
            if (change.after() != Comparison.NONE) {
                keys[count++] = key(after.path(change.after()), change.what());
            }
            if (change.what() == What.REMOVED || change.what() == What.MOVED) {
                keys[count++] = key(before.path(change.before()), What.REMOVED);
            }
        }
        Arrays.sort(keys, 0, count);
        var parts = new ArrayList<byte[]>();
        int most = MOST_PART_BYTES / Long.BYTES;
        for (int from = 0; from < count || parts.isEmpty(); from += most) {
            int length = Math.min(most, count - from);
            var part = ByteBuffer.allocate(length * Long.BYTES);
            part.asLongBuffer().put(keys, from, length);
            parts.add(part.array());
        }
        return parts;
    }

    private static long key(String path, What what) {
        return of(path) | what.ordinal();
    }

    /** What happened to a path. @param part one of {@link #parts} @param path as {@link #of} says */
    static Optional<What> find(byte[] part, long path) {
        LongBuffer keys = ByteBuffer.wrap(part).asLongBuffer();
        int from = 0;
        int to = keys.limit();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (keys.get(middle) < path) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from < keys.limit() && (keys.get(from) & ~WHAT) == path
                ? Optional.of(What.values()[(int) (keys.get(from) & WHAT)])
                : Optional.empty();
    }
}
