package org.quiltappliance.server.catalog;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.quiltappliance.server.contents.TreeIndex;

/** In which order a folder is listed. Folders come first where they have no place of their own in that order. */
public enum FolderSort {
    NAME,
    SIZE,
    FILES,
    TYPE;

    /** As it is asked for, perhaps with a minus for the opposite. */
    public record Order(FolderSort by, boolean descending) {

        /** @param text empty for by name */
        public static Optional<Order> of(String text) {
            boolean descending = text.startsWith("-");
            String word = descending ? text.substring(1) : text;
            return Arrays.stream(values())
                    .filter(sort -> word.isEmpty() && !descending
                            ? sort == NAME
                            : sort.name().toLowerCase(Locale.ROOT).equals(word))
                    .map(sort -> new Order(sort, descending))
                    .findFirst();
        }

        /** @param children by name */
        int[] sorted(TreeIndex tree, int[] children) {
            Comparator<Integer> order = switch (by) {
                case NAME -> Comparator.naturalOrder();
                case SIZE -> Comparator.comparingLong(tree::bytes);
                case FILES -> Comparator.comparingInt(tree::leaves);
                case TYPE -> Comparator.comparing(tree::type);
            };
            order = descending ? order.reversed() : order;
            if (by == NAME || by == TYPE) {
                order = Comparator.<Integer, Boolean>comparing(node -> !tree.isGroup(node))
                        .thenComparing(order);
            }
            return Arrays.stream(children)
                    .boxed()
                    .sorted(order)
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    }
}
