package org.quiltappliance.server.accounts;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * User names for GitHub logins, which may hold capitals and hyphens and begin with a digit ({@code registry-api.md}
 * 11.3). The same login always gives the same name.
 */
final class GitHubNames {

    private static final String BEFORE_DIGIT = "gh_";

    /** The client refuses owners that are words of Python ({@code client-protocol.md} section 5). */
    private static final Set<String> PYTHON = Set.of(
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "exec",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "print",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield");

    private GitHubNames() {}

    /** The user name for a login; nothing when it cannot be one here. */
    static Optional<String> usernameFor(String login) {
        String name = login.toLowerCase(Locale.ROOT).replace('-', '_');
        if (!name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9') {
            name = BEFORE_DIGIT + name;
        }
        if (PYTHON.contains(name)) {
            name += "_";
        }
        return Usernames.isValid(name) && !Usernames.isReserved(name) ? Optional.of(name) : Optional.empty();
    }
}
