package org.quiltappliance.server.search;

/** Classes of characters as PostgreSQL's text parser sees them. All take code points; -1 is the end of the text. */
final class Characters {

    static final int END = -1;

    private Characters() {}

    static boolean asciiLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean asciiAlphanumeric(int c) {
        return asciiLetter(c) || digit(c);
    }

    /** Letters of all scripts; digits of other scripts count as letters there. */
    static boolean letter(int c) {
        return asciiLetter(c) || c > 0x7f && (Character.isAlphabetic(c) || Character.isDigit(c));
    }

    /** What may stand inside a word: letters, digits, and marks that take no place of their own. */
    static boolean wordPart(int c) {
        return letter(c) || digit(c) || mark(c);
    }

    static boolean mark(int c) {
        if (c <= 0x7f) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** Printable ASCII but for the few characters that no URL holds. */
    static boolean url(int c) {
        return c > 0x20 && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0;
    }
}
