package org.quiltappliance.server.search;

/** Makes texts of any content fit to be indexed or searched for. */
final class PlainText {

    private PlainText() {}

    /** The text with blanks in place of U+0000, which PostgreSQL refuses, and of halves of surrogate pairs. */
    static String clean(String text) {
        StringBuilder cleaned = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                if (cleaned == null) {
                    cleaned = new StringBuilder(text);
                }
                cleaned.setCharAt(i, ' ');
            }
        }
        return cleaned == null ? text : cleaned.toString();
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
        return text.codePointCount(0, text.length()) <= count ? text : text.substring(0, text.offsetByCodePoints(0, count));
    }
}
