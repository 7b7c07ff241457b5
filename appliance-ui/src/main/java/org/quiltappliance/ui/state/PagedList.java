package org.quiltappliance.ui.state;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/**
 * A list of any length of which only those pages are fetched that somebody looks at ({@code control-panel.md} UI-10), and
 * only the last of these are kept. For the JavaFX thread.
 *
 * @param <T> what a row holds
 */
public final class PagedList<T> extends ObservableListBase<PagedList.Slot<T>> {

    /** How many rows are fetched at once. */
    public static final int PAGE = 100;

    private static final int KEPT = 20;

    private final Tasks tasks;
    private final Consumer<? super Throwable> failed;
    private final Map<Integer, List<T>> pages = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<T>> eldest) {
            return size() > KEPT;
        }
    };
    private final Set<Integer> asked = new HashSet<>();
    private @Nullable Source<T> source;
    private Tasks.@Nullable Running first;
    private int size;
    private int generation;

    /** A place in the list. @param row empty as long as it is on its way */
    public record Slot<T>(int index, Optional<T> row) {}

    /** Some rows. @param total how many rows the whole list has */
    public record Page<T>(List<T> rows, long total) {
        public Page {
            rows = List.copyOf(rows);
        }
    }

    /** Where rows come from; asked away from the JavaFX thread. */
    @FunctionalInterface
    public interface Source<T> {
        Page<T> fetch(long first, int most) throws Exception;
    }

    /** @param failed hears why rows did not come */
    public PagedList(Tasks tasks, Consumer<? super Throwable> failed) {
        this.tasks = tasks;
        this.failed = failed;
    }

    /**
     * Shows rows of that source. The former ones stay until the first of these are there.
     *
     * @param shown called then
     */
    public void show(Source<T> next, Runnable shown) {
        if (first != null) {
            first.cancel();
        }
        int asking = ++generation;
        first = tasks.run(
                () -> next.fetch(0, PAGE),
                page -> {
                    if (asking == generation) {
                        source = next;
                        replace(page);
                        shown.run();
                    }
                },
                failure -> {
                    if (asking == generation) {
                        failed.accept(failure);
                    }
                });
    }

    private void replace(Page<T> page) {
        int before = size;
        beginChange();
        pages.clear();
        asked.clear();
        pages.put(0, page.rows());
        asked.add(0);
        size = (int) Math.min(page.total(), Integer.MAX_VALUE);
        nextReplace(0, size, Collections.nCopies(before, new Slot<T>(0, Optional.empty())));
        endChange();
    }

    /** Has no rows from now on. */
    public void empty() {
        generation++;
        source = null;
        replace(new Page<>(List.of(), 0));
    }

    @Override
    public Slot<T> get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        int number = index / PAGE;
        List<T> page = pages.get(number);
        if (page == null) {
            ask(number);
            return new Slot<>(index, Optional.empty());
        }
        int at = index % PAGE;
        // Fewer rows than were counted: some went between two pages. The next look at the list knows.
        return new Slot<>(index, at < page.size() ? Optional.of(page.get(at)) : Optional.empty());
    }

    private void ask(int number) {
        Source<T> present = source;
        if (present == null || !asked.add(number)) {
            return;
        }
        int asking = generation;
        tasks.run(
                () -> present.fetch((long) number * PAGE, PAGE),
                page -> {
                    if (asking == generation) {
                        put(number, page.rows());
                    }
                },
                failure -> {
                    if (asking == generation) {
                        asked.remove(number);
                        failed.accept(failure);
                    }
                });
    }

    private void put(int number, List<T> rows) {
        beginChange();
        pages.put(number, rows);
        asked.retainAll(pages.keySet());
        for (int i = number * PAGE; i < Math.min(size, (number + 1) * PAGE); i++) {
            nextSet(i, new Slot<>(i, Optional.empty()));
        }
        endChange();
    }

    @Override
    public int size() {
        return size;
    }
}
