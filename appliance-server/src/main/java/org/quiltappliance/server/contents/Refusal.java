package org.quiltappliance.server.contents;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.Quoted;

/** Reasons why something is no tree, in words. */
final class Refusal {

    private static final int MAX_SHOWN = 200;

    private Refusal() {}

    static Invalid notOfType(String what, String type) {
        return new Invalid(what + " is not of type " + Quoted.of(type));
    }

    static Invalid malformed(JsonProcessingException problem) {
        return new Invalid("Not a JSON. " + problem.getOriginalMessage(), problem);
    }

    /** The text in quotes, cut to what fits a message. */
    static String shown(String text) {
        if (text.length() <= MAX_SHOWN) {
            return Quoted.of(text);
        }
        int end = text.offsetByCodePoints(0, Math.min(MAX_SHOWN, text.codePointCount(0, text.length())));
        return Quoted.of(text.substring(0, end)) + "...";
    }
}
