package org.quiltappliance.server.testing;

import java.util.List;
import java.util.regex.Pattern;

/** A mail as the appliance wrote it. */
public record Letter(List<String> recipients, String subject, String text, String html) {

    /**
     * What follows the given address in the text, up to the next blank.
     *
     * @param start for example {@code http://localhost:5000/activate/}
     */
    public String linkAfter(String start) {
        var found = Pattern.compile(Pattern.quote(start) + "([^\\s\"<>]+)").matcher(text);
        if (!found.find()) {
            throw new AssertionError("No link that begins with " + start + " in: " + text);
        }
        return found.group(1);
    }
}
