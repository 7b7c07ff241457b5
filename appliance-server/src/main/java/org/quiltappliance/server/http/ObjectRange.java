package org.quiltappliance.server.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of an object are wanted (RFC 9110 section 14). A header that is malformed, has another unit or names
 * several ranges is ignored, as section 14.2 allows: the whole object is the answer then.
 *
 * @param first position of the first byte
 * @param count how many bytes
 */
record ObjectRange(Kind kind, long first, long count) {

    enum Kind {
        /** Status 200. */
        WHOLE,
        /** Status 206, also when the part is all there is (client-protocol.md 8.3). */
        PART,
        /** Status 416. */
        UNSATISFIABLE
    }

    private static final Pattern ONE_RANGE = Pattern.compile("(?i)bytes\\s*=\\s*(\\d*)-(\\d*)\\s*");

    /** @param total how many bytes the object has */
    static ObjectRange of(@Nullable String header, long total) {
        var range = ONE_RANGE.matcher(header == null ? "" : header);
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return whole(total);
        }
        if (range.group(1).isEmpty()) {
            long suffix = Math.min(number(range.group(2)), total);
            return part(total - suffix, suffix, total);
        }
        long first = number(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : number(range.group(2));
        if (last < first) {
            return whole(total);
        }
        return part(first, Math.min(last, total - 1) - first + 1, total);
    }

    /** What will be asked for, as far as can be told before the length is known. */
    static ObjectRange likely(@Nullable String header) {
        var range = of(header, Long.MAX_VALUE);
        boolean fromTheEnd = header != null && header.matches(".*=\\s*-.*");
        return range.kind() == Kind.PART && !fromTheEnd ? range : whole(Long.MAX_VALUE);
    }

    static ObjectRange whole(long total) {
        return new ObjectRange(Kind.WHOLE, 0, total);
    }

    private static ObjectRange part(long first, long count, long total) {
        return first < total && count > 0
                ? new ObjectRange(Kind.PART, first, count)
                : new ObjectRange(Kind.UNSATISFIABLE, 0, 0);
    }

    /** Numbers beyond all sizes are all alike. */
    private static long number(String digits) {
        var significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 18 ? Long.MAX_VALUE : Long.parseLong(significant);
    }

    /** The value of {@code Content-Range} for this part, or for none. */
    String contentRange(long total) {
        return kind == Kind.UNSATISFIABLE
                ? "bytes */" + total
                : "bytes " + first + "-" + (first + count - 1) + "/" + total;
    }
}
