package org.quiltappliance.server.errors;

/**
 * Puts a value in quotes the way the original registry's messages do ({@code registry-api.md}, "How to read it"): single
 * quotes, or double ones when the text holds a single and no double quote; backslash, the quote in use, and characters
 * that cannot be printed are escaped.
 */
public final class Quoted {

    private Quoted() {}

    /** The text in quotes, never longer than needed; safe to print on one line. */
    public static String of(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        var out = new StringBuilder(text.length() + 2).append(quote);
        text.codePoints().forEach(point -> append(out, point, quote));
        return out.append(quote).toString();
    }

    private static void append(StringBuilder out, int point, char quote) {
        if (point == quote || point == '\\') {
            out.append('\\').appendCodePoint(point);
        } else if (point == '\n') {
            out.append("\\n");
        } else if (point == '\r') {
            out.append("\\r");
        } else if (point == '\t') {
            out.append("\\t");
        } else if (printable(point)) {
            out.appendCodePoint(point);
        } else if (point < 0x100) {
            out.append(String.format("\\x%02x", point));
        } else if (point < 0x10000) {
            out.append(String.format("\\u%04x", point));
        } else {
            out.append(String.format("\\U%08x", point));
        }
    }

    private static boolean printable(int point) {
        if (point == ' ') {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
