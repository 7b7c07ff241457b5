package org.quiltappliance.server.accounts;

import java.util.Set;
import java.util.regex.Pattern;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** The rule for user names ({@code registry-api.md} 3.1). No account has a name that breaks it. */
public final class Usernames {

    /**
     * What the routes that take a user name answer for one that breaks the rule: USERNAME in {@code registry-api.md}
     * 2.9. Line breaks and blanks are part of the text; what it says is wrong, but clients know it.
     */
    public static final String NOT_VALID = "\n            Username is not valid. Usernames must start with a letter or"
            + " underscore, and\n            contain only alphanumeric characters and underscores thereafter."
            + "\n            ";

    /** The longest name, in characters; the original answered 500 beyond (defect D6). */
    public static final int MAX_LENGTH = 64;

    private static final Pattern RULE = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Set<String> RESERVED = Set.of("team", "public", "anonymous", "quilt");

    private Usernames() {}

    /** Whether the whole text keeps the rule (defect D7: no final newline). Reserved names keep it too. */
    public static boolean isValid(String name) {
        return name.length() <= MAX_LENGTH && RULE.matcher(name).matches();
    }

    /** Whether nobody may have an account of this name, because it means something else. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /** @throws Invalid with {@link #NOT_VALID} */
    public static void requireValid(String name) {
        if (!isValid(name)) {
            throw new Invalid(NOT_VALID);
        }
    }
}
