package org.quiltappliance.server.catalog;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a README says first, as plain text: the description of a package. */
final class FirstSentence {

    private static final int LONGEST = 200;
    private static final int LOOKED_AT = 4_000;

    private static final Pattern NO_PROSE =
            Pattern.compile("^\\s*(#.*|[=*_-]{3,}|!\\[.*|\\[!\\[.*|<.*|```.*|\\|.*|>\\s*)$");
    private static final Pattern IMAGE = Pattern.compile("!\\[[^\\]]*\\]\\([^)]*\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern END = Pattern.compile("[.!?](?=\\s)");

    private FirstSentence() {}

    static Optional<String> of(String readme) {
        var lines = readme.substring(0, Math.min(readme.length(), LOOKED_AT)).split("\\R", -1);
        var paragraph = new StringBuilder();
        boolean code = false;
        for (int i = 0; i < lines.length; i++) {
            boolean fence = lines[i].strip().startsWith("```");
            code ^= fence;
            boolean underlined = i + 1 < lines.length && lines[i + 1].matches("\\s*(=+|-+)\\s*");
            boolean prose = !code
                    && !fence
                    && !underlined
                    && !lines[i].isBlank()
                    && !NO_PROSE.matcher(lines[i]).matches();
            if (prose) {
                paragraph.append(paragraph.isEmpty() ? "" : " ").append(lines[i].strip());
            } else if (!paragraph.isEmpty()) {
                break;
            }
        }
        return sentence(plain(paragraph.toString()));
    }

    private static String plain(String markdown) {
        String text = IMAGE.matcher(markdown).replaceAll("");
        text = LINK.matcher(text).replaceAll("$1");
        return text.replaceAll("[*`]|\\b__?|__?\\b", "").replaceAll("\\s+", " ").strip();
    }

    private static Optional<String> sentence(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var end = END.matcher(text);
        String sentence = end.find() ? text.substring(0, end.end()) : text;
        if (sentence.length() <= LONGEST) {
            return Optional.of(sentence);
        }
        int blank = sentence.lastIndexOf(' ', LONGEST - 1);
        int cut = blank > 0 ? blank : Character.isHighSurrogate(sentence.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return Optional.of(sentence.substring(0, cut) + "…");
    }
}
