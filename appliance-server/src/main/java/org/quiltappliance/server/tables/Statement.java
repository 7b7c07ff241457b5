package org.quiltappliance.server.tables;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.Quoted;

/**
 * A statement of a person, looked at word by word before the engine sees it: one that selects, and calls nothing that looks around
 * in files or in the engine itself. The engine's parser looks at it again; this finds which tables it may mean, and speaks plainly.
 *
 * @param sql without a semicolon at its end
 * @param names every name in it, tables or not
 */
record Statement(String sql, Set<String> names) {

    static final int LONGEST = 20_000;

    private static final int MOST_NAMES = 1_000;
    private static final Set<String> BEGINNINGS = Set.of("select", "with", "from", "values");

    /** Functions that read files or run texts as statements, and what would tell about the engine and its settings. */
    private static final Pattern HIDDEN_FUNCTIONS = Pattern.compile(
            "(read|duckdb|pragma|parquet|sqlite|pg|enable|disable|sniff|create|register|drop|force|test|json_execute)_.*"
                    + "|query|query_table|glob|getenv|getvariable|current_setting|current_schemas|in_search_path|checkpoint");

    private static final Pattern HIDDEN_TABLES =
            Pattern.compile("(duckdb|pragma|sqlite)_.*|pg_catalog|information_schema");

    Statement {
        names = Set.copyOf(names);
    }

    /** @throws Invalid when it is not one harmless SELECT */
    static Statement of(String text) {
        if (text.isBlank()) {
            throw new Invalid("Write a SELECT statement.");
        }
        if (text.length() > LONGEST) {
            throw new Invalid("A statement may have " + LONGEST + " characters.");
        }
        var words = new Words(text).read();
        int end = words.size();
        while (end > 0 && words.get(end - 1).is(";")) {
            end--;
        }
        if (end == 0) {
            throw new Invalid("Write a SELECT statement.");
        }
        var kept = words.subList(0, end);
        if (kept.stream().anyMatch(word -> word.is(";"))) {
            throw new Invalid("Only one statement at a time can be run.");
        }
        requireSelect(kept);
        requireHarmless(kept);
        var names = new LinkedHashSet<String>();
        kept.stream().filter(Word::isName).map(Word::text).forEach(names::add);
        if (names.size() > MOST_NAMES) {
            throw new Invalid("The statement has too many names.");
        }
        return new Statement(text.substring(0, kept.get(kept.size() - 1).end()), names);
    }

    private static void requireSelect(List<Word> words) {
        int first = 0;
        while (first < words.size() && words.get(first).is("(")) {
            first++;
        }
        if (first == words.size()
                || words.get(first).kind() != Kind.PLAIN
                || !BEGINNINGS.contains(words.get(first).text().toLowerCase(Locale.ROOT))) {
            throw new Invalid("Only SELECT statements can be run here.");
        }
    }

    private static void requireHarmless(List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (!word.isName()) {
                continue;
            }
            String name = word.text().toLowerCase(Locale.ROOT);
            boolean called = i + 1 < words.size() && words.get(i + 1).is("(");
            if (called && HIDDEN_FUNCTIONS.matcher(name).matches()
                    || !called && HIDDEN_TABLES.matcher(name).matches()) {
                throw new Invalid(Quoted.of(word.text()) + " is not available here.");
            }
        }
    }

    private enum Kind {
        PLAIN,
        QUOTED,
        TEXT,
        NUMBER,
        SIGN
    }

    /** @param end the place behind it */
    private record Word(Kind kind, String text, int end) {

        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        boolean isName() {
            return kind == Kind.PLAIN || kind == Kind.QUOTED;
        }
    }

    /** Parts a text into words as the engine does. */
    private static final class Words {

        private final String text;
        private final List<Word> words = new ArrayList<>();
        private int at;

        Words(String text) {
            this.text = text;
        }

        List<Word> read() {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (Character.isWhitespace(c) || c == '\ufeff') {
                    at++;
                } else if (text.startsWith("--", at)) {
                    int line = text.indexOf('\n', at);
                    at = line < 0 ? text.length() : line;
                } else if (text.startsWith("/*", at)) {
                    comment();
                } else if (c == '"') {
                    add(Kind.QUOTED, delimited('"', false));
                } else if (c == '\'') {
                    add(Kind.TEXT, delimited('\'', isEscaping()));
                } else if (c == '$' && isDollarQuote()) {
                    dollars();
                } else if (Character.isDigit(c)) {
                    add(Kind.NUMBER, run());
                } else if (Character.isLetter(c) || c == '_' || c > 127) {
                    add(Kind.PLAIN, run());
                } else if (c < ' ') {
                    throw new Invalid("The statement has a control character.");
                } else {
                    at++;
                    add(Kind.SIGN, String.valueOf(c));
                }
            }
            return words;
        }

        private void add(Kind kind, String word) {
            words.add(new Word(kind, word, at));
        }

        /** An E before a text makes backslashes special in it. */
        private boolean isEscaping() {
            if (words.isEmpty()) {
                return false;
            }
            var last = words.get(words.size() - 1);
            return last.end() == at && last.kind() == Kind.PLAIN && last.text().equalsIgnoreCase("e");
        }

        private String delimited(char mark, boolean escaping) {
            var inner = new StringBuilder();
            for (int i = at + 1; i < text.length(); i++) {
                char c = text.charAt(i);
                if (escaping && c == '\\' && i + 1 < text.length()) {
                    inner.append(c).append(text.charAt(++i));
                } else if (c != mark) {
                    inner.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == mark) {
                    inner.append(c);
                    i++;
                } else {
                    at = i + 1;
                    return inner.toString();
                }
            }
            throw new Invalid("A " + mark + " is not closed.");
        }

        private void comment() {
            int depth = 0;
            while (at < text.length()) {
                if (text.startsWith("/*", at)) {
                    depth++;
                    at += 2;
                } else if (text.startsWith("*/", at)) {
                    depth--;
                    at += 2;
                    if (depth == 0) {
                        return;
                    }
                } else {
                    at++;
                }
            }
            throw new Invalid("A comment is not closed.");
        }

        private boolean isDollarQuote() {
            int end = text.indexOf('$', at + 1);
            return end > 0 && text.substring(at + 1, end).matches("(?:[A-Za-z_]\\w*)?");
        }

        private void dollars() {
            String mark = text.substring(at, text.indexOf('$', at + 1) + 1);
            int end = text.indexOf(mark, at + mark.length());
            if (end < 0) {
                throw new Invalid("A " + mark + " is not closed.");
            }
            at = end + mark.length();
            add(Kind.TEXT, "");
        }

        private String run() {
            int from = at;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at))
                            || text.charAt(at) == '_'
                            || text.charAt(at) == '$'
                            || text.charAt(at) > 127 && !Character.isWhitespace(text.charAt(at)))) {
                at++;
            }
            return text.substring(from, at);
        }
    }
}
