package org.quiltappliance.server.packages;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.packages.VersionParts.LocalPart;
import org.quiltappliance.server.packages.VersionParts.Phase;
import org.quiltappliance.server.packages.VersionParts.Pre;

/**
 * A version of the form that PEP 440 describes ({@code registry-api.md} 6.1). Two are equal when their normal forms
 * are; {@code 1.0} and {@code 1.0.0} are different versions. Ordered by precedence, equal precedence by normal form.
 *
 * @see <a href="https://peps.python.org/pep-0440/">PEP 440</a>
 */
public final class VersionString implements Comparable<VersionString> {

    /** Part of the wire contract. */
    static final String MALFORMED = "Malformed version";

    private static final int MAX_LENGTH = 64;

    private static final Pattern FORM = Pattern.compile("""
            v?
            (?:(?<epoch>[0-9]+)!)?
            (?<release>[0-9]+(?:\\.[0-9]+)*)
            (?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|rc|c)[-_.]?(?<preNumber>[0-9]+)?)?
            (?<post>-(?<postNumber>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<namedPostNumber>[0-9]+)?)?
            (?<dev>[-_.]?dev[-_.]?(?<devNumber>[0-9]+)?)?
            (?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?
            """, Pattern.CASE_INSENSITIVE | Pattern.COMMENTS);

    private final String asWritten;
    private final String normalForm;
    private final VersionParts parts;

    private VersionString(String asWritten, VersionParts parts) {
        this.asWritten = asWritten;
        this.normalForm = parts.normalForm();
        this.parts = parts;
    }

    /**
     * @param text may have white space around it
     * @throws Invalid {@code Malformed version}, also if the text or its normal form has more than 64 characters
     */
    public static VersionString parse(String text) {
        return find(text).orElseThrow(() -> new Invalid(MALFORMED));
    }

    /** As {@link #parse}, nothing for what is no version. */
    public static Optional<VersionString> find(String text) {
        if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
            return Optional.empty();
        }
        var form = FORM.matcher(stripped(text));
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new VersionString(text, parts(form)))
                .filter(version -> version.normalForm.length() <= MAX_LENGTH);
    }

    /** Without white space at both ends, as Unicode defines it. */
    private static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\u0085';
    }

    private static VersionParts parts(Matcher form) {
        return new VersionParts(
                number(form, "epoch"),
                Arrays.stream(form.group("release").split("\\."))
                        .map(BigInteger::new)
                        .toList(),
                form.group("pre") == null ? null : new Pre(phase(form.group("pre")), number(form, "preNumber")),
                form.group("post") == null
                        ? null
                        : number(form, form.group("postNumber") == null ? "namedPostNumber" : "postNumber"),
                form.group("dev") == null ? null : number(form, "devNumber"),
                local(form.group("local")));
    }

    /** A number that was not written is 0. */
    private static BigInteger number(Matcher form, String group) {
        return form.group(group) == null ? BigInteger.ZERO : new BigInteger(form.group(group));
    }

    private static Phase phase(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "a", "alpha" -> Phase.A;
            case "b", "beta" -> Phase.B;
            default -> Phase.RC;
        };
    }

    private static List<LocalPart> local(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[-_.]"))
                .map(part -> part.chars().allMatch(Character::isDigit)
                        ? new LocalPart(new BigInteger(part), "")
                        : new LocalPart(null, part))
                .toList();
    }

    /** The text as given, blanks included; what lists show. */
    public String asWritten() {
        return asWritten;
    }

    /** The one spelling of all equal versions; what look-ups and logs use. */
    public String normalForm() {
        return normalForm;
    }

    /** Which of two is newer, trailing zeros of the release aside: 0 for {@code 1.0} and {@code 1.0.0}. */
    public int comparePrecedence(VersionString other) {
        return parts.compareTo(other.parts);
    }

    @Override
    public int compareTo(VersionString other) {
        int order = comparePrecedence(other);
        return order != 0 ? order : normalForm.compareTo(other.normalForm);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VersionString that && normalForm.equals(that.normalForm);
    }

    @Override
    public int hashCode() {
        return normalForm.hashCode();
    }

    /** The normal form. */
    @Override
    public String toString() {
        return normalForm;
    }
}
