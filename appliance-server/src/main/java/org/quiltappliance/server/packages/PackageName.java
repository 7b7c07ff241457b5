package org.quiltappliance.server.packages;

import java.util.regex.Pattern;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * The full name of a package, as asked for. Any text may be looked up; what a new package may be called, {@link
 * #requireValid} says.
 *
 * @param owner which accounts exist is not this type's business
 * @param name of a package that exists: an ASCII letter, then letters and numbers of any script and underscores; at most
 *     64 code points ({@code registry-api.md} 4.6; the original also took one final newline, defect D7)
 */
public record PackageName(String owner, String name) {

    /** Part of the wire contract. */
    static final String INVALID_NAME = "Invalid package name";

    private static final String INVALID_OWNER = "Invalid package owner";
    private static final int MAX_LENGTH = 64;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][\\p{L}\\p{N}_]*");

    /**
     * This name, if a package may be made with it.
     *
     * @throws Invalid if the name breaks its rule or one of the two is too long
     */
    public PackageName requireValid() {
        if (!isName(name)) {
            throw new Invalid(INVALID_NAME);
        }
        if (owner.isEmpty() || tooLong(owner) || owner.indexOf('\0') >= 0) {
            throw new Invalid(INVALID_OWNER);
        }
        return this;
    }

    /** Whether {@code name} alone keeps the rule. */
    public static boolean isName(String name) {
        return !tooLong(name) && NAME.matcher(name).matches();
    }

    private static boolean tooLong(String text) {
        return text.codePointCount(0, text.length()) > MAX_LENGTH;
    }

    /** {@code owner/name}. */
    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
