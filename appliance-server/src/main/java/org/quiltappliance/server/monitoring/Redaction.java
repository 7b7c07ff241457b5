package org.quiltappliance.server.monitoring;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides secrets in texts that are written down ({@code control-panel.md} SE-2): values that were registered, and whatever
 * looks like a credential. For all threads. Where a rule has to choose, it hides too much.
 */
public final class Redaction {

    /** What was hidden, for the counts in a diagnostics archive. */
    public enum Kind {
        REGISTERED("values of secret settings"),
        PEM("keys and certificates in PEM form"),
        HEADER("headers that hold credentials"),
        URI_PASSWORD("passwords in addresses"),
        SIGNATURE("signatures of links"),
        FIELD("passwords, tokens and codes by their name"),
        TOKEN("tokens and codes by their look"),
        LINK("links that open an account");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** For people. */
        public String title() {
            return title;
        }
    }

    private static final String HIDDEN = "[hidden]";

    /** Shorter values would hide parts of ordinary words, so they are only hidden where they stand alone. */
    private static final int LONG = 8;

    private static final int SHORTEST = 4;

    private static final Consumer<Kind> NOBODY = kind -> {};

    /** A rule is only tried on texts that hold one of its signs in small letters, because most lines hold none. */
    private record Rule(Kind kind, List<String> signs, Pattern pattern, String replacement) {

        boolean concerns(String smallLetters) {
            for (String sign : signs) {
                if (smallLetters.contains(sign)) {
                    return true;
                }
            }
            return false;
        }

        String apply(String text, Consumer<Kind> hidden) {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.find()) {
                return text;
            }
            var safe = new StringBuilder(text.length());
            do {
                // Texts that went through here already stay as they are, and are not counted again.
                if (!matcher.group().contains(HIDDEN) || matcher.group().length() > LONGEST_HIDDEN) {
                    hidden.accept(kind);
                }
                matcher.appendReplacement(safe, replacement);
            } while (matcher.find());
            return matcher.appendTail(safe).toString();
        }
    }

    /** What a match that holds nothing but the mark of an earlier one may be long. */
    private static final int LONGEST_HIDDEN = 60;

    private static Rule rule(Kind kind, String pattern, String replacement, String... signs) {
        return new Rule(kind, List.of(signs), Pattern.compile(pattern), replacement);
    }

    private static final String SECRET_NAMES =
            "[a-z0-9_-]*(?:password|passwd|pwd|secret|token|signature|credential|api[_-]?key)";

    /** Some names say so only in addresses; elsewhere they mean something else. */
    private static final String NAMES = "(?:" + SECRET_NAMES + "|(?:[a-z_]*_)?code|link|sig)";

    private static final Pattern SECRET_NAME = Pattern.compile("(?i)" + SECRET_NAMES + "|[a-z0-9_-]*secret[_-]key");

    private static final String HEADERS = "(?:proxy-)?authorization|(?:set-)?cookie|x-[a-z0-9-]*token";

    /** A parameter may stand in an address that is itself a parameter, or in JSON or HTML. */
    private static final String PARAMETER = "(?:[?&#]|&amp;|\\\\u0026|%26|%3f|%2526|%253f)";

    private static final String[] NAME_SIGNS = {
        "password",
        "passwd",
        "pwd",
        "secret",
        "token",
        "signature",
        "credential",
        "apikey",
        "api_key",
        "api-key",
        "code",
        "link",
        "sig"
    };

    private static final List<Rule> RULES = List.of(
            rule(Kind.PEM, "(?s)-----BEGIN ([A-Z0-9 ]+)-----.*?(?:-----END \\1-----|$)", "[hidden $1]", "-----begin "),
            rule(
                    Kind.HEADER,
                    "(?i)\\b(" + HEADERS + ")(\"?\\s*[:=]\\s*)[^\\r\\n]+",
                    "$1$2" + HIDDEN,
                    "authorization",
                    "cookie",
                    "token"),
            rule(Kind.HEADER, "(?i)\\b(bearer|basic)\\s+[a-z0-9._~+/=-]{8,}", "$1 " + HIDDEN, "bearer ", "basic "),
            // A password may hold any sign, also those that an address must not hold; a port has digits only.
            rule(
                    Kind.URI_PASSWORD,
                    "(://[^/\\s:@\"']*):(?!\\d{1,5}(?:[/?#\\s,]|$))[^\\s\"'<>]*@",
                    "$1:" + HIDDEN + "@",
                    "://"),
            rule(
                    Kind.SIGNATURE,
                    "(?i)(" + PARAMETER + "(?:s|x-amz-[a-z-]+)(?:=|%3d|%253d))[^&\\s\"'<>\\\\#]+",
                    "$1" + HIDDEN,
                    "?s",
                    "&s",
                    ";s",
                    "#s",
                    "26s",
                    "3fs",
                    "x-amz-"),
            rule(
                    Kind.FIELD,
                    "(?i)\\b(" + NAMES
                            + "(?:=|%3d))(?:\"(?:[^\"\\\\]|\\\\.)*\"?|'[^']*'?|(?:[^&\\s\"'<>,;]|[,;](?=\\S))+)",
                    "$1" + HIDDEN,
                    NAME_SIGNS),
            rule(
                    Kind.FIELD,
                    "(?i)(\\\\?[\"']" + NAMES
                            + "\\\\?[\"']\\s*[:=]\\s*\\\\?[\"'])(?:[^\"'\\\\]|\\\\[^\"]|\\\\\"(?=[^,}\\]\\s]))*",
                    "$1" + HIDDEN,
                    NAME_SIGNS),
            // Every JSON Web Token and every one-time code begins so: {" in base 64.
            rule(Kind.TOKEN, "\\beyJ[A-Za-z0-9+/_=-]{16,}(?:\\.[A-Za-z0-9_=-]*)*", HIDDEN, "eyj"),
            rule(
                    Kind.LINK,
                    "(/(?:activate|reset_password|code)/)[^/\\s?\"'<>]+",
                    "$1" + HIDDEN,
                    "/activate/",
                    "/reset_password/",
                    "/code/"));

    /** Longest first, so that none is cut by another that is part of it. Replaced as a whole, because it is read often. */
    private volatile List<String> secrets = List.of();

    /**
     * From now on this value is hidden wherever it occurs, also as it stands in addresses and in JSON. Short ones are hidden
     * where they stand alone, and very short ones not at all, because they occur everywhere.
     */
    public synchronized void hide(String secret) {
        if (secret.length() < SHORTEST) {
            return;
        }
        var longestFirst =
                new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        longestFirst.addAll(secrets);
        longestFirst.addAll(shapes(secret));
        secrets = List.copyOf(longestFirst);
    }

    private static Set<String> shapes(String secret) {
        var shapes = new LinkedHashSet<String>();
        shapes.add(secret);
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        shapes.add(form);
        shapes.add(form.replace("+", "%20"));
        shapes.add(secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
        secret.lines().map(String::strip).filter(line -> line.length() >= LONG).forEach(shapes::add);
        return shapes;
    }

    /** Whether what goes by that name, as a member of an object or a variable, must not be shown. */
    public static boolean isSecret(String name) {
        return SECRET_NAME.matcher(name).matches();
    }

    /** The text without secrets. */
    public String of(String text) {
        return of(text, NOBODY);
    }

    /** The text without secrets. @param hidden hears of each that was hidden */
    public String of(String text, Consumer<Kind> hidden) {
        String safe = text;
        for (String secret : secrets) {
            safe = without(secret, safe, hidden);
        }
        String smallLetters = safe.toLowerCase(Locale.ROOT);
        for (Rule rule : RULES) {
            if (rule.concerns(smallLetters)) {
                safe = rule.apply(safe, hidden);
            }
        }
        return safe;
    }

    private static String without(String secret, String text, Consumer<Kind> hidden) {
        String safe = text;
        int at = safe.indexOf(secret);
        while (at >= 0) {
            int end = at + secret.length();
            if (secret.length() >= LONG || standsAlone(safe, at, end)) {
                hidden.accept(Kind.REGISTERED);
                safe = safe.substring(0, at) + HIDDEN + safe.substring(end);
                end = at + HIDDEN.length();
            }
            at = safe.indexOf(secret, end);
        }
        return safe;
    }

    private static boolean standsAlone(String text, int from, int to) {
        return (from == 0 || !isOfWord(text.charAt(from - 1))) && (to == text.length() || !isOfWord(text.charAt(to)));
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }
}
