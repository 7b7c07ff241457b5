package org.quiltappliance.server.monitoring;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Remembers counts that only grow for as long as a window reaches back, to tell what happened within it. For one thread.
 *
 * @param <T> counts
 */
final class Window<T> {

    /** Timers are never quite on time. */
    private static final long SLACK = Duration.ofMillis(500).toNanos();

    /** Counts at a moment. */
    record Entry<T>(long nanos, T counts) {}

    private final long span;
    private final long spacing;
    private final Deque<Entry<T>> entries = new ArrayDeque<>();

    /**
     * @param span how far back it reaches
     * @param spacing two memories are at least about that far apart
     * @param counts at the beginning
     */
    Window(Duration span, Duration spacing, long nanos, T counts) {
        this.span = span.toNanos();
        this.spacing = spacing.toNanos();
        entries.add(new Entry<>(nanos, counts));
    }

    /** Whether it is time to remember what is now. */
    boolean isDue(long nanos) {
        return nanos - entries.getLast().nanos >= spacing - Math.min(SLACK, spacing / 2);
    }

    void remember(long nanos, T counts) {
        entries.add(new Entry<>(nanos, counts));
    }

    /** The counts at the beginning of the window that ends now: the newest that are old enough, or the oldest. */
    T base(long nanos) {
        return baseEntry(nanos).counts;
    }

    /** In seconds, from {@link #base} until now; the whole window for a run that is younger than it. */
    double seconds(long nanos) {
        long age = nanos - baseEntry(nanos).nanos;
        return (age >= span - SLACK ? age : span) / 1e9;
    }

    private Entry<T> baseEntry(long nanos) {
        Iterator<Entry<T>> newestFirst = entries.descendingIterator();
        Entry<T> found = entries.getFirst();
        while (newestFirst.hasNext()) {
            Entry<T> entry = newestFirst.next();
            if (nanos - entry.nanos >= span - SLACK) {
                found = entry;
                break;
            }
        }
        while (entries.getFirst() != found) {
            entries.removeFirst();
        }
        return found;
    }

    int size() {
        return entries.size();
    }
}
