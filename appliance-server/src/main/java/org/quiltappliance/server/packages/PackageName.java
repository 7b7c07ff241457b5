package org.quiltappliance.server.packages;

import java.util.Optional;
import java.util.regex.Pattern;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * The full name of a package.
 *
 * @param owner 1 to 64 code points; which accounts exist is not this type's business
 * @param name an ASCII letter, then letters and numbers of any script and underscores; at most 64 code points
 *     ({@code registry-api.md} 4.6; the original also took one final newline, defect D7)
 */
public record PackageName(String owner, String name) {

    /** Part of the wire contract. */
    static final String INVALID_NAME = "Invalid package name";

    private static final String INVALID_OWNER = "Invalid package owner";
    private static final int MAX_LENGTH = 64;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][\\p{L}\\p{N}_]*");

    /** @throws Invalid if the name breaks its rule or one of the two is too long */
    public PackageName {
        if (!isName(name)) {
            throw new Invalid(INVALID_NAME);
        }
        if (!isOwner(owner)) {
            throw new Invalid(INVALID_OWNER);
        }
    }

    /**
     * For looking up: nothing when no package can have that name, which a caller should hear as "there is none" and
     * not as a broken rule.
     */
    public static Optional<PackageName> find(String owner, String name) {
        return isOwner(owner) && isName(name) ? Optional.of(new PackageName(owner, name)) : Optional.empty();
    }

    private static boolean isOwner(String owner) {
        return !owner.isEmpty() && !tooLong(owner) && owner.indexOf('\0') < 0;
    }

    private static boolean isName(String name) {
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
