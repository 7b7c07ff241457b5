package org.quiltappliance.server.database;

import java.util.Locale;

/** Patterns for {@code like ... escape '!'} that take a text as it is, for columns in lower case. */
public final class LikePattern {

    private LikePattern() {}

    /** For what holds the text anywhere. */
    public static String holding(String text) {
        return "%" + beginningWith(text);
    }

    /** For what begins with the text. */
    public static String beginningWith(String text) {
        return text.toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_")
                + "%";
    }
}
