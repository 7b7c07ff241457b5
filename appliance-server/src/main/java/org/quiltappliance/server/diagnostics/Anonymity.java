package org.quiltappliance.server.diagnostics;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces the names of people and the addresses of their mails and computers, the same one always by the same word, so
 * that one still sees who did what ({@code control-panel.md} DG-3). Two rounds: names are learned from all texts before any
 * is replaced, because some places tell that a word is a name and others do not. For one thread.
 */
final class Anonymity {

    private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*");
    private static final Pattern IPV4 = Pattern.compile(
            "(?<![\\d.])(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?![\\d.])");
    private static final Pattern IPV6 = Pattern.compile("(?i)(?<![\\w:.])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}"
            + "|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6})(?:%\\w+)?(?![\\w:])");

    /** Where a word is the name of somebody who has an account. */
    private static final List<Pattern> NAMES = List.of(
            Pattern.compile("\\buser=([A-Za-z0-9_.-]+)"),
            Pattern.compile(
                    "/(?:api/(?:package|package_list|tag|version|log|access|objects?|profile|comments?|users?|audit"
                            + "|recent_packages|package_preview|manifest|invite)|objects|objs|package|user)/([a-z][a-z0-9_]*)"),
            Pattern.compile("Administration: (?:add|reset-password|disable|enable|make-admin) ([A-Za-z0-9_.-]+)"));

    /** Names that tell nothing of anybody, and words that stand where names do. */
    private static final Set<String> NOBODY = Set.of(
            "admin",
            "root",
            "quilt",
            "postgres",
            "nobody",
            "public",
            "team",
            "list",
            "create",
            "disable",
            "enable",
            "delete",
            "reset_password",
            "list_detailed");

    private final Map<String, String> people = new LinkedHashMap<>();
    private final Map<String, String> mails = new LinkedHashMap<>();
    private final Map<String, String> computers = new LinkedHashMap<>();

    /** Takes it for a person's name from now on. */
    void person(String name) {
        if (name.length() > 1 && !NOBODY.contains(name)) {
            people.computeIfAbsent(name, fresh -> "user-" + (people.size() + 1));
        }
    }

    /** Takes it for the name of a computer from now on. */
    void computer(String name) {
        if (name.length() > 1 && !name.equals("localhost") && !name.startsWith("127.")) {
            computers.computeIfAbsent(name, fresh -> "address-" + (computers.size() + 1));
        }
    }

    /** The first round. */
    void learn(String text) {
        for (Pattern place : NAMES) {
            place.matcher(text).results().map(found -> found.group(1)).forEach(this::person);
        }
    }

    /** The second round. */
    String hide(String text) {
        String safe = MAIL.matcher(text).replaceAll(this::mail);
        safe = IPV4.matcher(safe).replaceAll(this::address);
        safe = IPV6.matcher(safe).replaceAll(this::address);
        safe = words(safe, computers);
        return words(safe, people);
    }

    private String mail(MatchResult found) {
        String address = found.group();
        if (address.endsWith("@localhost")) {
            return Matcher.quoteReplacement(address);
        }
        return mails.computeIfAbsent(address, fresh -> "mail-" + (mails.size() + 1) + "@example.invalid");
    }

    private String address(MatchResult found) {
        String address = found.group();
        boolean tellsNothing = address.startsWith("127.")
                || address.equals("0.0.0.0")
                || address.equals("0:0:0:0:0:0:0:1")
                || address.equals("0:0:0:0:0:0:0:0");
        if (tellsNothing) {
            return address;
        }
        computer(address);
        return computers.getOrDefault(address, address);
    }

    private static String words(String text, Map<String, String> others) {
        if (others.isEmpty()) {
            return text;
        }
        String any = others.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?<![A-Za-z0-9_])(?:" + any + ")(?![A-Za-z0-9_])")
                .matcher(text)
                .replaceAll(found -> others.getOrDefault(found.group(), found.group()));
    }

    int replaced() {
        return people.size() + mails.size() + computers.size();
    }
}
