package org.quiltappliance.server.contents;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * A SHA-256 value: the name of an object, or of a contents tree. Written as 64 lower-case hexadecimal digits, held as
 * 32 bytes. Ordered as its text is.
 */
public final class Hash implements Comparable<Hash> {

    /** How many bytes a hash has. */
    public static final int BYTES = 32;

    private static final HexFormat HEX = HexFormat.of();

    private final long a;
    private final long b;
    private final long c;
    private final long d;

    private Hash(long a, long b, long c, long d) {
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
    }

    /** @throws Invalid unless the text is exactly 64 of {@code [0-9a-f]} (defect D9: the original did not anchor) */
    public static Hash parse(String text) {
        if (!isHash(text)) {
            throw new Invalid("Not a hash; 64 lower-case hexadecimal digits are needed.");
        }
        return new Hash(word(text, 0), word(text, 16), word(text, 32), word(text, 48));
    }

    private static long word(String text, int from) {
        return HexFormat.fromHexDigitsToLong(text, from, from + 16);
    }

    public static boolean isHash(@Nullable CharSequence text) {
        if (text == null || text.length() != 2 * BYTES) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** @param bytes exactly 32 bytes */
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A hash has 32 bytes, not " + bytes.length);
        }
        return read(ByteBuffer.wrap(bytes));
    }

    /** Takes the next 32 bytes of the buffer. */
    public static Hash read(ByteBuffer from) {
        return new Hash(from.getLong(), from.getLong(), from.getLong(), from.getLong());
    }

    /** Adds 32 bytes to the buffer. */
    public void write(ByteBuffer to) {
        to.putLong(a).putLong(b).putLong(c).putLong(d);
    }

    public byte[] bytes() {
        var bytes = new byte[BYTES];
        write(ByteBuffer.wrap(bytes));
        return bytes;
    }

    @Override
    public int compareTo(Hash other) {
        int order = Long.compareUnsigned(a, other.a);
        if (order == 0) {
            order = Long.compareUnsigned(b, other.b);
        }
        if (order == 0) {
            order = Long.compareUnsigned(c, other.c);
        }
        return order != 0 ? order : Long.compareUnsigned(d, other.d);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash that && a == that.a && b == that.b && c == that.c && d == that.d;
    }

    /** The value is evenly spread already, so its first bits serve. */
    @Override
    public int hashCode() {
        return (int) (a >>> 32);
    }

    @Override
    public String toString() {
        return HEX.toHexDigits(a) + HEX.toHexDigits(b) + HEX.toHexDigits(c) + HEX.toHexDigits(d);
    }
}
