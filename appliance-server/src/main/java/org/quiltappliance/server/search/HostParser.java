package org.quiltappliance.server.search;

import static org.quiltappliance.server.search.Characters.END;
import static org.quiltappliance.server.search.Characters.asciiAlphanumeric;
import static org.quiltappliance.server.search.Characters.digit;

/**
 * Finds host names and e-mail addresses for {@link TextParser}. Labels of ASCII letters and digits are joined by dots,
 * hyphens or underscores; a host name ends with a label of at least two letters, and letters alone, behind a dot.
 */
final class HostParser {

    /** Longer tokens are not indexed anyway. */
    private static final int FARTHEST = 2_047;

    /** How far the scan is in telling whether a host name may end here. */
    private enum Label {
        ANY,
        AFTER_DOT,
        ONE_LETTER,
        DOMAIN
    }

    private final String text;

    HostParser(String text) {
        this.text = text;
    }

    /** The end of the e-mail address that starts here, or {@link Characters#END}. */
    int email(int start) {
        int end = joined(start);
        return end > start && at(end) == '@' ? hostAndPort(end + 1) : END;
    }

    /** The end of the host name and, if it has one, its port, or {@link Characters#END}. */
    int hostAndPort(int start) {
        int end = host(start);
        if (end == END || at(end) != ':' || !digit(at(end + 1))) {
            return end;
        }
        int port = end + 1;
        while (digit(at(port))) {
            port++;
        }
        return port;
    }

    /** The end of the longest host name that starts here, or {@link Characters#END}. */
    private int host(int start) {
        int found = END;
        var label = Label.ANY;
        int limit = joined(start);
        for (int i = start; i < limit; i++) {
            int c = at(i);
            if (asciiAlphanumeric(c)) {
                label = after(label, c);
            } else {
                found = label == Label.DOMAIN ? i : found;
                label = c == '.' ? Label.AFTER_DOT : Label.ANY;
            }
        }
        return label == Label.DOMAIN ? limit : found;
    }

    private static Label after(Label label, int c) {
        if (label == Label.ANY || digit(c)) {
            return Label.ANY;
        }
        return label == Label.AFTER_DOT ? Label.ONE_LETTER : Label.DOMAIN;
    }

    /** The end of all labels and joints from here; the same place if no label starts here. */
    private int joined(int start) {
        int end = start;
        while (end - start < FARTHEST) {
            int c = at(end);
            boolean joint = end > start && (c == '.' || c == '-' || c == '_') && asciiAlphanumeric(at(end + 1));
            if (!asciiAlphanumeric(c) && !joint) {
                break;
            }
            end++;
        }
        return end - start < FARTHEST ? end : start;
    }

    private int at(int index) {
        return index < text.length() ? text.charAt(index) : END;
    }
}
