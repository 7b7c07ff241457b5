package org.quiltappliance.server.search;

import static org.quiltappliance.server.search.Characters.END;
import static org.quiltappliance.server.search.Characters.asciiAlphanumeric;
import static org.quiltappliance.server.search.Characters.asciiLetter;
import static org.quiltappliance.server.search.Characters.digit;
import static org.quiltappliance.server.search.Characters.letter;

/** Finds tags, comments and entities of HTML for {@link TextParser}, which skips them. */
final class MarkupParser {

    private final String text;
    /** From here on no comment ends; known once one was looked for in vain. */
    private int noCommentEndFrom = Integer.MAX_VALUE;

    MarkupParser(String text) {
        this.text = text;
    }

    /** The end of the markup that starts with the character here, or {@link Characters#END} if it is just that. */
    int skip(int at) {
        if (at(at) == '&') {
            return entity(at + 1);
        }
        if (at(at + 1) == '!') {
            return text.startsWith("--", at + 2) ? comment(at + 4) : declaration(at + 2);
        }
        return element(at + 1);
    }

    private int comment(int at) {
        if (at >= noCommentEndFrom) {
            return END;
        }
        int end = text.indexOf("-->", at);
        if (end < 0) {
            noCommentEndFrom = at;
            return END;
        }
        return end + 3;
    }

    private int declaration(int at) {
        return at(at) == 'D' || at(at) == 'd' ? attributes(at + 1) : END;
    }

    private int element(int at) {
        if (at(at) == '?') {
            return at(at + 1) == 'x' ? attributes(at + 2) : END;
        }
        boolean closing = at(at) == '/';
        int name = closing ? at + 1 : at;
        if (!asciiLetter(at(name)) && (closing || at(name) != ':' && at(name) != '_')) {
            return END;
        }
        int end = name;
        while (name(at(end))) {
            end++;
        }
        int c = at(end);
        if (c == '/' ? at(end + 1) != '>' : c != '>' && !Character.isWhitespace(c)) {
            return END;
        }
        int close = attributes(end);
        return closing ? close : hidden(text.substring(name, end), close);
    }

    /** The texts of scripts and styles are no texts. */
    private int hidden(String element, int behindTag) {
        if (behindTag == END || !element.equalsIgnoreCase("script") && !element.equalsIgnoreCase("style")) {
            return behindTag;
        }
        int end = behindTag;
        while (end < text.length() && !text.regionMatches(true, end, "</" + element, 0, element.length() + 2)) {
            end++;
        }
        return end;
    }

    private int attributes(int at) {
        int end = at;
        while (true) {
            int c = at(end);
            if (c == '>') {
                return end + 1;
            }
            if (c == '"' || c == '\'') {
                end = quoted(end + 1, c);
                if (end == END) {
                    return END;
                }
            } else if (asciiAlphanumeric(c)
                    || c != END && (Character.isWhitespace(c) || "=-_#/:.&?%~;".indexOf(c) >= 0)) {
                end++;
            } else {
                return END;
            }
        }
    }

    private int quoted(int at, int quote) {
        for (int end = at; end < text.length(); end++) {
            int c = at(end);
            if (c == quote) {
                return end + 1;
            }
            if (c == '\\') {
                end++;
            }
        }
        return END;
    }

    private int entity(int at) {
        int end = at;
        if (at(at) == '#') {
            boolean hexadecimal = at(at + 1) == 'x' || at(at + 1) == 'X';
            int first = hexadecimal ? at + 2 : at + 1;
            end = first;
            while (hexadecimal ? Character.digit(at(end), 16) >= 0 && at(end) < 0x80 : digit(at(end))) {
                end++;
            }
            return end > first && at(end) == ';' ? end + 1 : END;
        }
        if (!asciiLetter(at(at)) && at(at) != ':' && at(at) != '_') {
            return END;
        }
        while (name(at(end))) {
            end++;
        }
        return at(end) == ';' ? end + 1 : END;
    }

    private static boolean name(int c) {
        return letter(c) || digit(c) || c != END && ":_.-".indexOf(c) >= 0;
    }

    private int at(int index) {
        return index < text.length() ? text.codePointAt(index) : END;
    }
}
