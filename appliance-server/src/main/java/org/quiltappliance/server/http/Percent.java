package org.quiltappliance.server.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding of addresses. */
public final class Percent {

    private Percent() {}

    /** Whether every percent sign is followed by two hexadecimal digits. */
    static boolean isWellFormed(String text) {
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
            if (at + 2 >= text.length() || !isHex(text.charAt(at + 1)) || !isHex(text.charAt(at + 2))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The text with everything percent-encoded that may not stand in an address as it is; clients that are no browsers
     * send it raw.
     */
    static String encoded(String text) {
        if (text.chars().allMatch(Percent::mayStand)) {
            return text;
        }
        var out = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            int value = octet & 0xff;
            if (mayStand(value)) {
                out.append((char) value);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return out.toString();
    }

    /** The text as one part of a path, or as a value of a query. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean mayStand(int character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || "-._~:/?@!$&'()*+,;=%".indexOf(character) >= 0;
    }

    private static boolean isHex(char digit) {
        return Character.digit(digit, 16) >= 0 && digit < 0x80;
    }
}
