package org.quiltappliance.server.http;

/** Percent-encoding of addresses. */
final class Percent {

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

    private static boolean isHex(char digit) {
        return Character.digit(digit, 16) >= 0 && digit < 0x80;
    }
}
