package org.quiltappliance.server.search;

import static org.quiltappliance.server.search.Characters.END;
import static org.quiltappliance.server.search.Characters.asciiLetter;
import static org.quiltappliance.server.search.Characters.digit;
import static org.quiltappliance.server.search.Characters.letter;
import static org.quiltappliance.server.search.Characters.mark;
import static org.quiltappliance.server.search.Characters.wordPart;

/**
 * Cuts a text into words as PostgreSQL's default parser does ({@code registry-api.md} 5.2), so that both databases find
 * the same: {@code user1/data} is one token, {@code test_user/public1} is two, {@code foo-bar} is three.
 *
 * <p>At each place the longest structures are tried first (addresses, paths, compounds), then plain words and numbers;
 * what fits nothing is skipped. Looks ahead a bounded way only, so that a text takes linear time.
 */
final class TextParser {

    /** What becomes of a token. */
    enum Kind {
        /** A word of a language: stop words go, endings go. */
        WORD,
        /** Anything else: taken as it stands, in lower case. */
        SIMPLE
    }

    /** Takes the tokens in their order. */
    interface Tokens {
        void token(String text, Kind kind);
    }

    private final String text;
    private final Tokens tokens;
    private final NumberParser numbers;
    private final HostParser hosts;
    private final PathParser paths;
    private final MarkupParser markup;
    /** Whether what stood before was skipped: dots and tildes start a path at the beginning or behind a token only. */
    private boolean afterBlank;

    private TextParser(String text, Tokens tokens) {
        this.text = text;
        this.tokens = tokens;
        this.numbers = new NumberParser(text);
        this.hosts = new HostParser(text);
        this.paths = new PathParser(text);
        this.markup = new MarkupParser(text);
    }

    static void parse(String text, Tokens tokens) {
        var parser = new TextParser(text, tokens);
        int at = 0;
        while (at < text.length()) {
            at = parser.step(at);
        }
    }

    /** Emits the tokens that start here, if any; gives where to go on. */
    private int step(int at) {
        int c = text.codePointAt(at);
        if (asciiLetter(c)) {
            return asciiWord(at);
        }
        if (digit(c)) {
            return number(at);
        }
        if (letter(c)) {
            return word(at, at);
        }
        int end = switch (c) {
            case '<', '&' -> markup.skip(at);
            case '-', '+' -> signedNumber(at);
            case '/' -> path(at, paths.start(at));
            case '~', '.' -> afterBlank ? END : path(at, paths.start(at));
            default -> END;
        };
        afterBlank = end == END;
        return afterBlank ? at + Character.charCount(c) : end;
    }

    private int asciiWord(int start) {
        int end = start;
        while (asciiLetter(at(end))) {
            end++;
        }
        int next = at(end);
        int address = address(start);
        if (address != END) {
            return address;
        }
        if (digit(next)) {
            return numberWord(start, end);
        }
        if (letter(next) || mark(next)) {
            return word(start, end);
        }
        if (next == ':' && text.startsWith("//", end + 1)) {
            afterBlank = false;
            return end + 3;
        }
        int longer = switch (next) {
            case '/', '.' -> path(start, paths.next(end));
            case '-' -> compound(start, end);
            default -> END;
        };
        return longer != END ? longer : emit(start, end, Kind.WORD);
    }

    private int word(int start, int from) {
        int end = from;
        while (letter(at(end)) || mark(at(end))) {
            end += Character.charCount(at(end));
        }
        if (digit(at(end))) {
            return numberWord(start, end);
        }
        int longer = at(end) == '-' ? compound(start, end) : END;
        return longer != END ? longer : emit(start, end, Kind.WORD);
    }

    /** Letters and digits together. */
    private int numberWord(int start, int from) {
        int end = endOfPart(from);
        int longer = switch (at(end)) {
            case '@' -> emitUnlessNone(start, hosts.hostAndPort(end + 1));
            case '/', '.' -> path(start, paths.next(end));
            case '-' -> compound(start, end);
            default -> END;
        };
        return longer != END ? longer : emit(start, end, Kind.SIMPLE);
    }

    private int number(int start) {
        int end = numbers.digits(start);
        int power = numbers.power(end);
        if (power != end) {
            return emit(start, power, Kind.SIMPLE);
        }
        int address = address(start);
        if (address != END) {
            return address;
        }
        int next = at(end);
        if (letter(next) || mark(next)) {
            return numberWord(start, end);
        }
        if (next == '.' && digit(at(end + 1))) {
            return emit(start, numbers.decimalOrVersion(start), Kind.SIMPLE);
        }
        int longer = next == '/' ? path(start, paths.next(end)) : END;
        return longer != END ? longer : emit(start, end, Kind.SIMPLE);
    }

    private int signedNumber(int start) {
        return digit(at(start + 1)) ? emit(start, numbers.decimal(start + 1), Kind.SIMPLE) : END;
    }

    /** A host name, an e-mail address, or a host name with a path, which also counts as the three of them. */
    private int address(int start) {
        int email = hosts.email(start);
        if (email != END) {
            return emit(start, email, Kind.SIMPLE);
        }
        int host = hosts.hostAndPort(start);
        if (host == END) {
            return END;
        }
        if (at(host) != '/' || !Characters.url(at(host + 1))) {
            return emit(start, host, Kind.SIMPLE);
        }
        int end = host + 1;
        while (Characters.url(at(end))) {
            end++;
        }
        emit(start, end, Kind.SIMPLE);
        emit(start, host, Kind.SIMPLE);
        return emit(host, end, Kind.SIMPLE);
    }

    private int path(int start, int inside) {
        return emitUnlessNone(start, inside == END ? END : paths.end(inside));
    }

    /** Words joined by hyphens: the whole first, then each of them; nothing when no word follows the hyphen. */
    private int compound(int start, int hyphen) {
        int end = hyphen;
        while (at(end) == '-' && startsPart(end + 1)) {
            end = endOfPart(end + 1);
        }
        if (end == hyphen) {
            return END;
        }
        emit(start, end, kindOf(start, end));
        for (int part = start; part < end; ) {
            int endOfPart = endOfPart(part);
            emit(part, endOfPart, kindOf(part, endOfPart));
            part = endOfPart + 1;
        }
        // The hyphen before a plain number still belongs to the compound and makes no negative number.
        return at(end) == '-' && wordPart(at(end + 1)) ? end + 1 : end;
    }

    /** A letter, or digits with a letter after them: a plain number ends the compound. */
    private boolean startsPart(int at) {
        int behindDigits = numbers.digits(at);
        int c = at(behindDigits);
        return letter(c) || behindDigits > at && mark(c);
    }

    private int endOfPart(int from) {
        int end = from;
        while (wordPart(at(end))) {
            end += Character.charCount(at(end));
        }
        return end;
    }

    private Kind kindOf(int start, int end) {
        return text.substring(start, end).chars().anyMatch(Characters::digit) ? Kind.SIMPLE : Kind.WORD;
    }

    private int emitUnlessNone(int start, int end) {
        return end == END ? END : emit(start, end, Kind.SIMPLE);
    }

    private int emit(int start, int end, Kind kind) {
        afterBlank = false;
        tokens.token(text.substring(start, end), kind);
        return end;
    }

    private int at(int index) {
        return index < text.length() ? text.codePointAt(index) : END;
    }
}
