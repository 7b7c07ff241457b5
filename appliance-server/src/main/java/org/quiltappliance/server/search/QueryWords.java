package org.quiltappliance.server.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.quiltappliance.server.search.TextParser.Kind;

/** Shows where the words of a query stand in a text, whatever their endings. Not for several threads. */
public final class QueryWords {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");
    private static final int LONGEST_QUERY = 500;

    private final EnglishWords english = new EnglishWords();
    private final Set<String> wanted = new HashSet<>();

    public QueryWords(String query) {
        var words = WORD.matcher(PlainText.bound(PlainText.clean(query), LONGEST_QUERY));
        while (words.find()) {
            String lexeme = english.lexeme(words.group(), Kind.WORD);
            if (lexeme != null) {
                wanted.add(lexeme);
            }
        }
    }

    /** From, included, to, excluded, in UTF-16 units; in order. */
    public List<int[]> marks(String text) {
        var marks = new ArrayList<int[]>();
        if (wanted.isEmpty()) {
            return marks;
        }
        var words = WORD.matcher(text);
        while (words.find()) {
            String lexeme = english.lexeme(words.group(), Kind.WORD);
            if (lexeme != null && wanted.contains(lexeme)) {
                marks.add(new int[] {words.start(), words.end()});
            }
        }
        return marks;
    }
}
