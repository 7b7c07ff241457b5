package org.quiltappliance.server.contents;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * Bytes that grow at the end: UTF-8 text, JSON text, numbers. Refuses what no tree may hold: U+0000 (a database
 * cannot keep it) and unpaired surrogates (they have no UTF-8 form).
 */
final class Utf8Buffer {

    /** How much one UTF-16 unit may become: <code>&#92;u001f</code>. */
    private static final int MAX_BYTES_PER_CHAR = 6;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    Utf8Buffer(int capacity) {
        bytes = new byte[capacity];
    }

    int length() {
        return length;
    }

    /** What has been written, in an array that the next write may replace. */
    byte[] array() {
        return bytes;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** Forgets everything from there on. */
    void cutTo(int newLength) {
        length = newLength;
    }

    /** Moves a stretch towards the beginning and to the end of what is kept. */
    void keep(int keptLength, int from, int to) {
        System.arraycopy(bytes, from, bytes, keptLength, to - from);
        length = keptLength + to - from;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.addExact(length, Math.max(length, more)));
        }
    }

    Utf8Buffer ascii(char character) {
        reserve(1);
        bytes[length++] = (byte) character;
        return this;
    }

    Utf8Buffer ascii(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    /** Characters known to be ASCII. */
    Utf8Buffer ascii(char[] text, int from, int count) {
        reserve(count);
        for (int i = 0; i < count; i++) {
            bytes[length++] = (byte) text[from + i];
        }
        return this;
    }

    /** Four bytes, the highest first. */
    Utf8Buffer integer(int value) {
        reserve(Integer.BYTES);
        setInteger(length, value);
        length += Integer.BYTES;
        return this;
    }

    void setInteger(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    /** The 64 digits of a hash. */
    Utf8Buffer digits(Hash hash) {
        reserve(Hash.DIGITS);
        hash.writeDigits(bytes, length);
        length += Hash.DIGITS;
        return this;
    }

    /**
     * The text as it stands.
     *
     * @return how many code points it has
     */
    int text(String text) {
        reserve(3 * text.length());
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                bytes[length++] = (byte) unit;
            } else if (Character.isSurrogate(unit)) {
                supplementary(unit, i + 1 < text.length() ? text.charAt(++i) : '\0');
            } else {
                plain(unit);
            }
            points++;
        }
        return points;
    }

    /** The text in double quotes, with nothing escaped that need not be. */
    Utf8Buffer quoted(String text) {
        return quoted(text.toCharArray(), 0, text.length());
    }

    Utf8Buffer quoted(char[] text, int from, int count) {
        reserve(2 + Math.multiplyExact(3, count));
        bytes[length++] = '"';
        int end = from + count;
        for (int i = from; i < end; i++) {
            char unit = text[i];
            if (unit < 0x80) {
                if (unit < ' ' || unit == '"' || unit == '\\') {
                    reserve(MAX_BYTES_PER_CHAR + 3 * (end - i) + 1);
                    escape(unit);
                } else {
                    bytes[length++] = (byte) unit;
                }
            } else if (Character.isSurrogate(unit)) {
                supplementary(unit, i + 1 < end ? text[++i] : '\0');
            } else {
                plain(unit);
            }
        }
        bytes[length++] = '"';
        return this;
    }

    private void escape(char unit) {
        if (unit == '\0') {
            throw new Invalid("The character U+0000 cannot be stored.");
        }
        bytes[length++] = '\\';
        if (unit >= ' ') {
            bytes[length++] = (byte) unit;
        } else {
            bytes[length++] = 'u';
            bytes[length++] = '0';
            bytes[length++] = '0';
            bytes[length++] = HEX[unit >> 4];
            bytes[length++] = HEX[unit & 15];
        }
    }

    /** A character of two or three bytes. */
    private void plain(char unit) {
        if (unit < 0x800) {
            bytes[length++] = (byte) (0xC0 | unit >> 6);
        } else {
            bytes[length++] = (byte) (0xE0 | unit >> 12);
            bytes[length++] = (byte) (0x80 | unit >> 6 & 0x3F);
        }
        bytes[length++] = (byte) (0x80 | unit & 0x3F);
    }

    /** A character of four bytes. */
    private void supplementary(char high, char low) {
        if (!Character.isSurrogatePair(high, low)) {
            throw new Invalid("An unpaired surrogate is no character.");
        }
        int point = Character.toCodePoint(high, low);
        bytes[length++] = (byte) (0xF0 | point >> 18);
        bytes[length++] = (byte) (0x80 | point >> 12 & 0x3F);
        bytes[length++] = (byte) (0x80 | point >> 6 & 0x3F);
        bytes[length++] = (byte) (0x80 | point & 0x3F);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
