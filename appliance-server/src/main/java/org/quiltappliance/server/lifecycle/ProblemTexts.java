package org.quiltappliance.server.lifecycle;

import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of the failure catalogue, and how values get into them. */
final class ProblemTexts {

    private static final String BUNDLE = "org.quiltappliance.server.lifecycle.problems";
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

    private ProblemTexts() {}

    static ResourceBundle bundle() {
        return ResourceBundle.getBundle(BUNDLE);
    }

    /** The text of that key, with {@code {name}} replaced; a place without a value is a mistake and fails. */
    static String fill(String key, Map<String, String> values) {
        return PLACE.matcher(bundle().getString(key)).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException("No value for " + place.group() + " in " + key);
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
