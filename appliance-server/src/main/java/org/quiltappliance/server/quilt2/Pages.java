package org.quiltappliance.server.quilt2;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a long table of the original to its end, page by page. */
final class Pages {

    private Pages() {}

    /**
     * Takes in every page.
     *
     * @param start what stands before the first row
     * @param behind the next page behind such a mark; empty at the end
     * @param mark of a row, to go on behind it
     */
    static <T, M extends @Nullable Object> void each(
            M start, Function<M, List<T>> behind, Function<T, M> mark, Consumer<List<T>> page) {
        for (List<T> rows = behind.apply(start); !rows.isEmpty(); ) {
            page.accept(rows);
            rows = behind.apply(mark.apply(rows.get(rows.size() - 1)));
        }
    }
}
