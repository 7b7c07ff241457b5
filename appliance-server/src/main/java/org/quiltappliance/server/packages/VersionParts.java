package org.quiltappliance.server.packages;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a version consists of ({@code registry-api.md} 6.1). Ordered by precedence, for which trailing zeros of the
 * release do not count; not consistent with equals, therefore.
 *
 * @param epoch 0 if not written
 * @param release at least one number
 * @param pre null for none
 * @param post null for none
 * @param dev null for none
 * @param local empty for none
 */
record VersionParts(
        BigInteger epoch,
        List<BigInteger> release,
        @Nullable Pre pre,
        @Nullable BigInteger post,
        @Nullable BigInteger dev,
        List<LocalPart> local)
        implements Comparable<VersionParts> {

    enum Phase {
        A,
        B,
        RC
    }

    record Pre(Phase phase, BigInteger number) implements Comparable<Pre> {
        @Override
        public int compareTo(Pre other) {
            int order = phase.compareTo(other.phase);
            return order != 0 ? order : number.compareTo(other.number);
        }

        @Override
        public String toString() {
            return phase.name().toLowerCase(Locale.ROOT) + number;
        }
    }

    /** Either a number or a text; texts come first. */
    record LocalPart(@Nullable BigInteger number, String text) implements Comparable<LocalPart> {
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

    String normalForm() {
        var form = new StringBuilder();
        if (epoch.signum() > 0) {
            form.append(epoch).append('!');
        }
        form.append(joined(release));
        if (pre != null) {
            form.append(pre);
        }
        if (post != null) {
            form.append(".post").append(post);
        }
        if (dev != null) {
            form.append(".dev").append(dev);
        }
        if (!local.isEmpty()) {
            form.append('+').append(joined(local));
        }
        return form.toString();
    }

    private static String joined(List<?> parts) {
        return String.join(".", parts.stream().map(Object::toString).toList());
    }

    @Override
    public int compareTo(VersionParts other) {
        int order = epoch.compareTo(other.epoch);
        if (order == 0) {
            order = compareLists(significantRelease(), other.significantRelease());
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
        return order != 0 ? order : compareLists(local, other.local);
    }

    private List<BigInteger> significantRelease() {
        int length = release.size();
        while (length > 0 && release.get(length - 1).signum() == 0) {
            length--;
        }
        return release.subList(0, length);
    }

    /** Such a version comes before all pre-releases. */
    private boolean isDevOnly() {
        return pre == null && post == null && dev != null;
    }

    private static <T extends Comparable<T>> int compareLists(List<T> one, List<T> other) {
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
