package org.quiltappliance.server.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The words in the name of an owner or a package ({@code registry-api.md} 5.2), so that {@code land use} finds
 * {@code landuse_2018}: the parts between underscores, the runs of letters and of digits in them, and the English words
 * in those. A part or run that was cut comes first itself.
 */
final class NameTokens {

    private final Supplier<WordList> words;

    /** @param words asked for when the first name comes */
    NameTokens(Supplier<WordList> words) {
        this.words = words;
    }

    /** The tokens in the order in which they are indexed; repeats kept. */
    List<String> of(String name) {
        var tokens = new ArrayList<String>();
        for (String part : name.split("_")) {
            List<String> runs = runs(part);
            if (runs.size() > 1) {
                tokens.add(part.toLowerCase(Locale.ROOT));
            }
            for (String run : runs) {
                List<String> cut = words.get().cut(run);
                if (cut.size() > 1) {
                    tokens.add(run);
                }
                tokens.addAll(cut);
            }
        }
        return tokens;
    }

    /** The longest runs of ASCII letters or of digits, in lower case; all else only parts them. */
    private static List<String> runs(String part) {
        var runs = new ArrayList<String>();
        int start = 0;
        for (int end = 1; end <= part.length(); end++) {
            if (end == part.length() || kind(part.charAt(end)) != kind(part.charAt(start))) {
                if (kind(part.charAt(start)) != Kind.OTHER) {
                    runs.add(part.substring(start, end).toLowerCase(Locale.ROOT));
                }
                start = end;
            }
        }
        return runs;
    }

    private enum Kind {
        LETTER,
        DIGIT,
        OTHER
    }

    private static Kind kind(char c) {
        if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
            return Kind.LETTER;
        }
        return c >= '0' && c <= '9' ? Kind.DIGIT : Kind.OTHER;
    }
}
