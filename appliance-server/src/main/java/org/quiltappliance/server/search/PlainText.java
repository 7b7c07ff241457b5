package org.quiltappliance.server.search;

/** Makes texts of any content fit to be indexed or searched for. */
final class PlainText {

    /**
     * PostgreSQL's parser looks ahead to the end of a run of visible characters, and of a comment that has no end,
     * again and again: 40 kB of {@code a_a_a_} take it 15 seconds, and four times that for every doubling.
     */
    private static final int LONGEST_RUN = 256;

    private PlainText() {}

    /**
     * The text with blanks in place of U+0000, which PostgreSQL refuses, and of halves of surrogate pairs; with a blank
     * in runs of visible ASCII characters longer than any sensible word or path, and in the start of endless comments.
     */
    static String clean(String text) {
        var cleaned = new StringBuilder(text.length() + 16);
        int lastCommentEnd = text.lastIndexOf("-->");
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            cleaned.append(isFit(text, i) ? c : ' ');
            run = c > ' ' && c < 0x7f ? run + 1 : 0;
            if (run == LONGEST_RUN || i > lastCommentEnd && c == '!' && text.startsWith("<!--", i - 1)) {
                cleaned.append(' ');
                run = 0;
            }
        }
        return cleaned.toString();
    }

    private static boolean isFit(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) ? i > 0 && Character.isHighSurrogate(text.charAt(i - 1)) : c != 0;
    }

    /**
     * The beginning of the text, at most so many UTF-16 units, cut at the last white space there is, so that no half
     * word is left over; if there is none, between two characters.
     */
    static String bound(String text, int atMost) {
        if (text.length() <= atMost) {
            return text;
        }
        int end = atMost;
        while (end > 0 && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        if (end == 0) {
            end = Character.isLowSurrogate(text.charAt(atMost)) ? atMost - 1 : atMost;
        }
        return text.substring(0, end);
    }

    /** The first characters (code points) of the text. */
    static String firstCharacters(String text, int count) {
        return text.codePointCount(0, text.length()) <= count
                ? text
                : text.substring(0, text.offsetByCodePoints(0, count));
    }
}
