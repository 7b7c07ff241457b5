package org.quiltappliance.server.search;

import static org.quiltappliance.server.search.Characters.END;
import static org.quiltappliance.server.search.Characters.asciiAlphanumeric;

/**
 * Finds paths of files for {@link TextParser}: names of ASCII letters, digits, underscores, hyphens and dots, joined by
 * slashes. A path may start with a slash, a dot or a tilde, or go on behind a word.
 */
final class PathParser {

    private final String text;

    PathParser(String text) {
        this.text = text;
    }

    /**
     * Whether a path starts with the slash, tilde or dot that stands here.
     *
     * @return a place inside the path, for {@link #end}, or {@link Characters#END}
     */
    int start(int at) {
        return switch (at(at)) {
            case '/' -> afterSlash(at + 1);
            case '~' -> afterTilde(at + 1);
            default -> {
                int second = at(at + 1);
                yield second == '.' ? dots(at + 2) : second == '/' ? afterSlash(at + 2) : END;
            }
        };
    }

    /**
     * Whether a word goes on as a path with the slash or dot that stands here.
     *
     * @return a place inside the path, for {@link #end}, or {@link Characters#END}
     */
    int next(int at) {
        if (at(at) == '/') {
            return afterSlash(at + 1);
        }
        return at(at) == '.' && nameStart(at(at + 1)) ? at + 2 : END;
    }

    /** The end of the path that this place is inside of. */
    int end(int inside) {
        int end = inside;
        while (true) {
            int c = at(end);
            if (nameStart(c) || c == '-') {
                end++;
            } else {
                int further = next(end);
                if (further == END) {
                    return end;
                }
                end = further;
            }
        }
    }

    private int afterSlash(int at) {
        int place = at;
        // Steps over "./" and "~/" any number of times without calling itself, however long the text.
        while ((at(place) == '.' || at(place) == '~') && at(place + 1) == '/') {
            place += 2;
        }
        int c = at(place);
        if (nameStart(c)) {
            return place + 1;
        }
        int second = at(place + 1);
        if ((c == '.' || c == '~') && nameStart(second)) {
            return place + 2;
        }
        return c == '.' && second == '.' ? dots(place + 2) : END;
    }

    private int afterTilde(int at) {
        if (nameStart(at(at))) {
            return at + 1;
        }
        return at(at) == '/' ? afterSlash(at + 1) : END;
    }

    /** Behind two dots: the path ends, or goes on with a slash. */
    private int dots(int at) {
        int c = at(at);
        return c == END || c == '/' || Character.isWhitespace(c) ? at : END;
    }

    private static boolean nameStart(int c) {
        return asciiAlphanumeric(c) || c == '_';
    }

    private int at(int index) {
        return index < text.length() ? text.charAt(index) : END;
    }
}
