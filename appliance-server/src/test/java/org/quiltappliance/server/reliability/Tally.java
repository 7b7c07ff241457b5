package org.quiltappliance.server.reliability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what was done, for the page. For all threads. */
final class Tally {

    private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();
    private final List<Duration> starts = new ArrayList<>();

    void add(String what) {
        add(what, 1);
    }

    void add(String what, long number) {
        counts.computeIfAbsent(what, name -> new AtomicLong()).addAndGet(number);
    }

    long of(String what) {
        var count = counts.get(what);
        return count == null ? 0 : count.get();
    }

    long killed() {
        return Arrays.stream(Moment.Phase.values())
                .mapToLong(phase -> of("killed " + phase.words()))
                .sum();
    }

    synchronized void started(Duration time) {
        starts.add(time);
    }

    /** How long starts took that were let come to their end: the median and the longest. */
    synchronized List<Duration> startTimes() {
        var sorted = starts.stream().sorted().toList();
        return sorted.isEmpty() ? List.of() : List.of(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    /** All counts by name. */
    @Override
    public String toString() {
        return counts.toString();
    }
}
