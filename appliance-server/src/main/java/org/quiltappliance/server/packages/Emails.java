package org.quiltappliance.server.packages;

import java.util.Locale;
import java.util.regex.Pattern;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** E-mail addresses of invitations (registry-api.md 4.6). */
final class Emails {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int LONGEST = 254;

    private Emails() {}

    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    static String lower(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /** @throws Invalid when the address is too long to be kept */
    static String checked(String address) {
        if (address.length() > LONGEST) {
            throw new Invalid("The e-mail address is longer than " + LONGEST + " characters.");
        }
        return lower(address);
    }
}
