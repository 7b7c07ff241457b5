package org.quiltappliance.server.search;

import static org.quiltappliance.server.search.Characters.END;
import static org.quiltappliance.server.search.Characters.digit;

/** Finds the ends of numbers and versions for {@link TextParser}. */
final class NumberParser {

    private final String text;

    NumberParser(String text) {
        this.text = text;
    }

    /** Behind the digits from here; the same place if there are none. */
    int digits(int from) {
        int end = from;
        while (digit(at(end))) {
            end++;
        }
        return end;
    }

    /** Behind {@code e-12} or the like; the same place if there is none. */
    int power(int from) {
        if (at(from) != 'e' && at(from) != 'E') {
            return from;
        }
        int first = at(from + 1) == '-' || at(from + 1) == '+' ? from + 2 : from + 1;
        return digit(at(first)) ? digits(first) : from;
    }

    /** Behind digits, which may have a decimal part and a power. */
    int decimal(int start) {
        int end = digits(start);
        return power(hasPart(end) ? digits(end + 1) : end);
    }

    /** As {@link #decimal}, or behind the digits of a version like {@code 1.2.3}. */
    int decimalOrVersion(int start) {
        int end = digits(start);
        int parts = 0;
        while (hasPart(end)) {
            end = digits(end + 1);
            parts++;
        }
        return parts > 1 ? end : decimal(start);
    }

    private boolean hasPart(int dot) {
        return at(dot) == '.' && digit(at(dot + 1));
    }

    private int at(int index) {
        return index < text.length() ? text.charAt(index) : END;
    }
}
