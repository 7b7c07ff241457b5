package org.quiltappliance.server.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.search.TextParser.Kind;
import org.tartarus.snowball.ext.EnglishStemmer;

/** Turns tokens into what is stored and compared, as PostgreSQL's English configuration does. Not for several threads. */
final class EnglishWords {

    /** In UTF-8 bytes; longer tokens are ignored. */
    private static final int LONGEST_TOKEN = 2_046;
    /** In UTF-8 bytes; longer words keep their endings. */
    private static final int LONGEST_STEMMED = 1_000;

    /** The words that PostgreSQL leaves out of English texts. */
    private static final Set<String> STOP_WORDS =
            Arrays.stream("""
                    i me my myself we our ours ourselves you your yours yourself yourselves he him his
                    himself she her hers herself it its itself they them their theirs themselves what which
                    who whom this that these those am is are was were be been being have has had having do
                    does did doing a an the and but if or because as until while of at by for with about
                    against between into through during before after above below to from up down in out
                    on off over under again further then once here there when where why how all any both
                    each few more most other some such no nor not only own same so than too very s t can
                    will just don should now
                    """.split("\\s+")).collect(Collectors.toUnmodifiableSet());

    private final EnglishStemmer stemmer = new EnglishStemmer();

    /** Whether the token counts at all; one that does not takes no position either. */
    static boolean counts(String token) {
        return token.length() * 3 <= LONGEST_TOKEN || utf8Length(token) <= LONGEST_TOKEN;
    }

    /** What stands for the token, or nothing for a stop word. */
    @Nullable
    String lexeme(String token, Kind kind) {
        String lower = lowerCase(token);
        if (kind == Kind.SIMPLE || lower.length() > LONGEST_STEMMED / 3 && utf8Length(lower) > LONGEST_STEMMED) {
            return lower;
        }
        if (STOP_WORDS.contains(lower)) {
            return null;
        }
        stemmer.setCurrent(lower);
        stemmer.stem();
        return stemmer.getCurrent();
    }

    /** Character by character, without the rules of a language or of a word's end. */
    private static String lowerCase(String token) {
        var lower = new StringBuilder(token.length());
        token.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return lower.toString();
    }

    private static int utf8Length(String text) {
        return text.getBytes(UTF_8).length;
    }
}
