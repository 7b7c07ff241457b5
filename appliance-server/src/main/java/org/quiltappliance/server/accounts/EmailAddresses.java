package org.quiltappliance.server.accounts;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The rule for e-mail addresses ({@code registry-api.md} 3.2, 4.6): something without blanks, one {@code @}, something
 * without blanks. Stored as given, compared in lower case (defect D22).
 */
public final class EmailAddresses {

    /** The longest address of an account, in characters. */
    public static final int MAX_ACCOUNT_LENGTH = 320;

    /** The longest address that may be invited, in characters. */
    public static final int MAX_INVITATION_LENGTH = 254;

    private static final Pattern RULE = Pattern.compile("[^\\s@]+@[^\\s@]+", Pattern.UNICODE_CHARACTER_CLASS);

    private EmailAddresses() {}

    /** Whether the whole text is an address of at most so many characters; no control characters, no half characters. */
    public static boolean isValid(String address, int maxLength) {
        return address.length() <= maxLength
                && RULE.matcher(address).matches()
                && address.codePoints().noneMatch(EmailAddresses::isUnfit)
                && lowerCase(address).length() <= maxLength;
    }

    /** The form in which addresses are compared. */
    public static String lowerCase(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    private static boolean isUnfit(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }
}
