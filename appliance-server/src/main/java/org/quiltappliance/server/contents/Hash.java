package org.quiltappliance.server.contents;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * A SHA-256 value: the name of an object, or of a contents tree. Written as 64 lower-case hexadecimal digits, held as
 * 32 bytes. Ordered as its text is.
 */
public final class Hash implements Comparable<Hash> {

    /** How many bytes a hash has. */
    public static final int BYTES = 32;

    /** How many characters the text of a hash has. */
    static final int DIGITS = 2 * BYTES;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final String NOT_A_HASH = "Not a hash; 64 lower-case hexadecimal digits are needed.";

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
        var hash = text.length() == DIGITS ? find(text.toCharArray(), 0) : null;
        if (hash == null) {
            throw new Invalid(NOT_A_HASH);
        }
        return hash;
    }

    /** The hash written in 64 characters of the array, or null when they are no hash. */
    static @Nullable Hash find(char[] text, int from) {
        if (!digits(text, from)) {
            return null;
        }
        return new Hash(word(text, from), word(text, from + 16), word(text, from + 32), word(text, from + 48));
    }

    private static boolean digits(char[] text, int from) {
        boolean digits = true;
        for (int i = from; i < from + DIGITS; i++) {
            digits &= isDigit(text[i]);
        }
        return digits;
    }

    private static boolean isDigit(char digit) {
        return digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f';
    }

    /** Of characters known to be digits: the low four bits of a letter are 9 less than its value. */
    private static long word(char[] text, int from) {
        long word = 0;
        for (int i = from; i < from + 16; i++) {
            word = word << 4 | (text[i] & 15) + (text[i] >> 6) * 9;
        }
        return word;
    }

    public static boolean isHash(@Nullable CharSequence text) {
        if (text == null || text.length() != DIGITS) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            if (!isDigit(text.charAt(i))) {
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

    /** Takes 32 bytes from a place in an array. */
    static Hash read(byte[] from, int at) {
        return new Hash((long) LONG.get(from, at), (long) LONG.get(from, at + 8), (long) LONG.get(from, at + 16), (long)
                LONG.get(from, at + 24));
    }

    /** Puts 32 bytes to a place in an array. */
    void write(byte[] to, int at) {
        LONG.set(to, at, a);
        LONG.set(to, at + 8, b);
        LONG.set(to, at + 16, c);
        LONG.set(to, at + 24, d);
    }

    /** Whether these 32 bytes stand at a place in an array. */
    boolean isAt(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at) == a
                && (long) LONG.get(bytes, at + 8) == b
                && (long) LONG.get(bytes, at + 16) == c
                && (long) LONG.get(bytes, at + 24) == d;
    }

    /**
     * A number for hash tables that nobody can steer who does not know the key: who pushes a tree may choose its hashes.
     * Its high bits are the good ones.
     *
     * @param key odd
     */
    long spread(long key) {
        return (((a * key + b) * key + c) * key + d) * key;
    }

    /** Puts the 64 digits to a place in an array, as ASCII. */
    void writeDigits(byte[] to, int at) {
        digits(a, to, at);
        digits(b, to, at + 16);
        digits(c, to, at + 32);
        digits(d, to, at + 48);
    }

    private static void digits(long word, byte[] to, int at) {
        for (int i = 0; i < 16; i++) {
            int digit = (int) (word >>> (60 - 4 * i)) & 15;
            to[at + i] = (byte) (digit < 10 ? '0' + digit : 'a' - 10 + digit);
        }
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
        var digits = new byte[DIGITS];
        writeDigits(digits, 0);
        return new String(digits, StandardCharsets.ISO_8859_1);
    }
}
