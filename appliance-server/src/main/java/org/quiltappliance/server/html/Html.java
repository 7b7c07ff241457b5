package org.quiltappliance.server.html;

import java.util.Collection;
import java.util.stream.Collectors;

/** A piece of HTML that is safe to send: written by us, or escaped. Good for element contents and quoted attributes. */
public final class Html {

    /** No markup at all. */
    public static final Html NOTHING = new Html("");

    private static final String PLACE = "{}";

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /** The text as text, whatever it holds. */
    public static Html text(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return new Html(out.toString());
    }

    /**
     * Markup of our own with values in it.
     *
     * @param template a constant; each <code>{}</code> in element contents or a quoted attribute takes one value
     * @param values {@link Html} goes in as it is, everything else as escaped text
     */
    public static Html of(String template, Object... values) {
        var out = new StringBuilder(template.length() + 64);
        int from = 0;
        for (Object value : values) {
            int place = template.indexOf(PLACE, from);
            if (place < 0) {
                throw new IllegalArgumentException("More values than places in: " + template);
            }
            out.append(template, from, place);
            out.append(value instanceof Html html ? html.markup : text(String.valueOf(value)).markup);
            from = place + PLACE.length();
        }
        if (template.indexOf(PLACE, from) >= 0) {
            throw new IllegalArgumentException("More places than values in: " + template);
        }
        return new Html(out.append(template, from, template.length()).toString());
    }

    /** Markup that a renderer wrote, which escapes what it does not write itself. */
    static Html written(String markup) {
        return new Html(markup);
    }

    /** The pieces one after the other. */
    public static Html join(Collection<Html> pieces) {
        return new Html(pieces.stream().map(Html::toString).collect(Collectors.joining()));
    }

    /** The markup. */
    @Override
    public String toString() {
        return markup;
    }
}
