package org.quiltappliance.server.contents;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
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

    private static final byte[] DIGIT_TEXT = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** What each ASCII character counts as a digit, or -1. */
    private static final byte[] DIGIT_VALUES = digitValues();

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
        var hash = find(text);
        if (hash == null) {
            throw new Invalid(NOT_A_HASH);
        }
        return hash;
    }

    static @Nullable Hash find(String text) {
        return text.length() == DIGITS ? find(text.toCharArray(), 0) : null;
    }

    /** The hash written in 64 characters of the array, or null when they are no hash. */
    static @Nullable Hash find(char[] text, int from) {
        int all = 0;
        int worst = 0;
        var words = new long[BYTES / Long.BYTES];
        for (int word = 0, i = from; word < words.length; word++) {
            long bits = 0;
            for (int end = i + 16; i < end; i++) {
                all |= text[i];
                int digit = DIGIT_VALUES[text[i] & 127];
                worst |= digit;
                bits = bits << 4 | digit;
            }
            words[word] = bits;
        }
        return all > 127 || worst < 0 ? null : new Hash(words[0], words[1], words[2], words[3]);
    }

    private static byte[] digitValues() {
        var values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int digit = 0; digit < 16; digit++) {
            values[Character.forDigit(digit, 16)] = (byte) digit;
        }
        return values;
    }

    private static boolean isDigit(char digit) {
        return digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f';
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

    /** What makes hashes. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** The hash of that content. */
    public static Hash ofContent(byte[] content) {
        return of(digest().digest(content));
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
     * A number for hash tables that nobody can steer who does not know the key: who pushes a tree may choose its
     * hashes. Its high bits are the good ones.
     *
     * @param key odd
     */
    long spread(long key) {
        return (((a * key + b) * key + c) * key + d) * key;
    }

    /** Puts the 64 digits to a place in an array, as ASCII. */
    public void writeDigits(byte[] to, int at) {
        digits(a, to, at);
        digits(b, to, at + 16);
        digits(c, to, at + 32);
        digits(d, to, at + 48);
    }

    private static void digits(long word, byte[] to, int at) {
        long rest = word;
        for (int i = at + 15; i >= at; i--) {
            to[i] = DIGIT_TEXT[(int) rest & 15];
            rest >>>= 4;
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
