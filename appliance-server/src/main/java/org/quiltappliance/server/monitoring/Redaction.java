package org.quiltappliance.server.monitoring;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Hides secrets in texts that are written down ({@code control-panel.md} SE-2): values that were registered, and whatever
 * looks like a credential. For all threads.
 */
public final class Redaction {

    private static final String HIDDEN = "[hidden]";

    /** Shorter values would hide parts of ordinary words. */
    private static final int SHORTEST = 8;

    /** A rule is only tried on texts that hold one of its signs, because most lines hold none. */
    private record Rule(List<String> signs, Pattern pattern, String replacement) {

        String apply(String text) {
            for (String sign : signs) {
                if (text.contains(sign)) {
                    return pattern.matcher(text).replaceAll(replacement);
                }
            }
            return text;
        }
    }

    private static Rule rule(String pattern, String replacement, String... signs) {
        return new Rule(List.of(signs), Pattern.compile(pattern), replacement);
    }

    private static final String NAMES = "(?:[a-z_-]*(?:password|passwd|secret|token|signature|api_?key)|code|link)";

    private static final List<Rule> RULES = List.of(
            rule("(?s)-----BEGIN ([A-Z ]+)-----.*?(?:-----END \\1-----|$)", "[hidden $1]", "-----BEGIN "),
            rule(
                    "(?i)\\b((?:proxy-)?authorization|(?:set-)?cookie)(\"?\\s*[:=]\\s*)[^\\r\\n]+",
                    "$1$2" + HIDDEN,
                    "uthorization",
                    "UTHORIZATION",
                    "ookie",
                    "OOKIE"),
            rule("(?i)\\b(bearer|basic)\\s+[a-z0-9._~+/=-]{8,}", "$1 " + HIDDEN, "earer ", "EARER ", "asic ", "ASIC "),
            rule("(://[^/\\s:@]*):[^/\\s@]+@", "$1:" + HIDDEN + "@", "@"),
            rule("(?i)([?&](?:s|x-amz-[a-z-]+)=)[^&\\s\"'<>]+", "$1" + HIDDEN, "?", "&"),
            rule("(?i)\\b(" + NAMES + "=)[^&\\s\"'<>,;]+", "$1" + HIDDEN, "="),
            rule("(?i)(\"" + NAMES + "\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*", "$1" + HIDDEN, "\":", "\" :"),
            rule(
                    "(/(?:activate|reset_password|code)/)[^/\\s?\"'<>]+",
                    "$1" + HIDDEN,
                    "/activate/",
                    "/reset_password/",
                    "/code/"));

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();

    /** From now on this value is hidden wherever it occurs. Very short ones are not, because they occur everywhere. */
    public void hide(String secret) {
        if (secret.length() >= SHORTEST) {
            secrets.add(secret);
        }
    }

    /** The text without secrets. */
    public String of(String text) {
        String safe = text;
        for (String secret : secrets) {
            if (safe.contains(secret)) {
                safe = safe.replace(secret, HIDDEN);
            }
        }
        for (Rule rule : RULES) {
            safe = rule.apply(safe);
        }
        return safe;
    }
}
