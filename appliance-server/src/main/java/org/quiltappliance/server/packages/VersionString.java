package org.quiltappliance.server.packages;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * A version of the form that PEP 440 describes ({@code registry-api.md} 6.1). Two are equal when their normal forms are;
 * {@code 1.0} and {@code 1.0.0} are different versions. Ordered by precedence, equal precedence by normal form.
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
    private final Precedence precedence;

    private VersionString(String asWritten, Matcher form) {
        var epoch = numberOr0(form.group("epoch"));
        var release = new ArrayList<BigInteger>();
        for (var number : form.group("release").split("\\.")) {
            release.add(new BigInteger(number));
        }
        var pre = form.group("pre") == null
                ? null
                : new Pre(phase(form.group("pre")), numberOr0(form.group("preNumber")));
        var post = form.group("post") == null
                ? null
                : numberOr0(
                        form.group("postNumber") != null ? form.group("postNumber") : form.group("namedPostNumber"));
        var dev = form.group("dev") == null ? null : numberOr0(form.group("devNumber"));
        var local = local(form.group("local"));

        this.asWritten = asWritten;
        this.normalForm = normalForm(epoch, release, pre, post, dev, local);
        this.precedence = new Precedence(epoch, release, pre, post, dev, local);
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
        return form.matches()
                ? Optional.of(new VersionString(text, form))
                        .filter(version -> version.normalForm.length() <= MAX_LENGTH)
                : Optional.empty();
    }

    /** Without white space at both ends, by the rules of Unicode as the original's pattern had it. */
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

    private static BigInteger numberOr0(@Nullable String digits) {
        return digits == null ? BigInteger.ZERO : new BigInteger(digits);
    }

    private static Phase phase(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "a", "alpha" -> Phase.A;
            case "b", "beta" -> Phase.B;
            default -> Phase.RC;
        };
    }

    private static List<LocalPart> local(@Nullable String text) {
        var parts = new ArrayList<LocalPart>();
        if (text != null) {
            for (var part : text.toLowerCase(Locale.ROOT).split("[-_.]")) {
                boolean number = part.chars().allMatch(character -> character <= '9');
                parts.add(number ? new LocalPart(new BigInteger(part), "") : new LocalPart(null, part));
            }
        }
        return parts;
    }

    private static String normalForm(
            BigInteger epoch,
            List<BigInteger> release,
            @Nullable Pre pre,
            @Nullable BigInteger post,
            @Nullable BigInteger dev,
            List<LocalPart> local) {
        var form = new StringBuilder();
        if (epoch.signum() > 0) {
            form.append(epoch).append('!');
        }
        form.append(joined(release));
        if (pre != null) {
            form.append(pre.phase().name().toLowerCase(Locale.ROOT)).append(pre.number());
        }
        if (post != null) {
            form.append(".post").append(post);
        }
        if (dev != null) {
            form.append(".dev").append(dev);
        }
        return local.isEmpty() ? form.toString() : form + "+" + joined(local);
    }

    private static String joined(List<?> parts) {
        return String.join(".", parts.stream().map(Object::toString).toList());
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
        return precedence.compareTo(other.precedence);
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

    private enum Phase {
        A,
        B,
        RC
    }

    private record Pre(Phase phase, BigInteger number) implements Comparable<Pre> {
        @Override
        public int compareTo(Pre other) {
            int order = phase.compareTo(other.phase);
            return order != 0 ? order : number.compareTo(other.number);
        }
    }

    /** Either a number or a text. */
    private record LocalPart(@Nullable BigInteger number, String text) implements Comparable<LocalPart> {
        @Override
        public int compareTo(LocalPart other) {
            int order = compareNullFirst(number, other.number);
            return order != 0 ? order : text.compareTo(other.text);
        }

        @Override
        public String toString() {
            return number == null ? text : number.toString();
        }
    }

    /** What decides which of two versions is newer. */
    private record Precedence(
            BigInteger epoch,
            List<BigInteger> release,
            @Nullable Pre pre,
            @Nullable BigInteger post,
            @Nullable BigInteger dev,
            List<LocalPart> local)
            implements Comparable<Precedence> {

        Precedence {
            int length = release.size();
            while (length > 0 && release.get(length - 1).signum() == 0) {
                length--;
            }
            release = release.subList(0, length);
        }

        @Override
        public int compareTo(Precedence other) {
            int order = epoch.compareTo(other.epoch);
            if (order == 0) {
                order = compareParts(release, other.release);
            }
            if (order == 0) {
                order = Boolean.compare(other.isDevOnly(), isDevOnly());
            }
            if (order == 0) {
                order = compareNullLast(pre, other.pre);
            }
            if (order == 0) {
                order = compareNullFirst(post, other.post);
            }
            if (order == 0) {
                order = compareNullLast(dev, other.dev);
            }
            return order != 0 ? order : compareParts(local, other.local);
        }

        /** Such a version comes before all pre-releases. */
        private boolean isDevOnly() {
            return pre == null && post == null && dev != null;
        }
    }

    private static <T extends Comparable<T>> int compareParts(List<T> one, List<T> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static <T extends Comparable<T>> int compareNullFirst(@Nullable T one, @Nullable T other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        return one.compareTo(other);
    }

    private static <T extends Comparable<T>> int compareNullLast(@Nullable T one, @Nullable T other) {
        if (one == null || other == null) {
            return Boolean.compare(one == null, other == null);
        }
        return one.compareTo(other);
    }
}
