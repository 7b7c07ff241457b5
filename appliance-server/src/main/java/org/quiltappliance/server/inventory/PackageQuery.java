package org.quiltappliance.server.inventory;

import java.util.Optional;

/**
 * Which rows of the list of packages somebody looks at.
 *
 * @param filter part of {@code owner/name}, in any letter case; empty for all
 * @param owner whose packages alone
 * @param reach that alone
 * @param order of the rows; equal ones come by name
 * @param descending whether the last come first
 * @param first how many rows of the whole list come before
 * @param most how many rows at most
 */
public record PackageQuery(
        String filter,
        Optional<String> owner,
        Optional<Reach> reach,
        Order order,
        boolean descending,
        long first,
        int most) {

    /** The most rows that one page holds. */
    public static final int MOST = 500;

    /** What rows are sorted by. */
    public enum Order {
        NAME,
        REVISIONS,
        LATEST,
        BYTES,
        FILES,
        REACH,
        PUSHED_BY
    }

    public PackageQuery {
        if (first < 0 || most < 1 || most > MOST) {
            throw new IllegalArgumentException("A page begins at 0 or later and has 1 to " + MOST + " rows");
        }
    }

    /** All packages by name, from the first. */
    public static PackageQuery all(int most) {
        return new PackageQuery("", Optional.empty(), Optional.empty(), Order.NAME, false, 0, most);
    }

    /** Other rows of the same list. */
    public PackageQuery from(long otherFirst, int otherMost) {
        return new PackageQuery(filter, owner, reach, order, descending, otherFirst, otherMost);
    }
}
