package org.quiltappliance.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.lifecycle.Watch;
import org.quiltappliance.server.monitoring.Heap;

/** Notices when hardly any memory is free even after collections. For one thread. */
final class HeapWatch implements Watch.Probe {

    private static final int TOO_MUCH = 90;
    private static final int ALL = 100;
    private static final Duration TOO_LONG = Duration.ofMinutes(1);

    private final Supplier<Heap> heap;
    private final Problems problems;
    private final Clock clock;
    private Optional<Instant> since = Optional.empty();

    /** @param heap as it is now */
    HeapWatch(Supplier<Heap> heap, Problems problems, Clock clock) {
        this.heap = heap;
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    public Optional<Problem> look() {
        Heap now = heap.get();
        long percent = now.usedAfterCollection().orElse(0) * ALL / Math.max(1, now.max());
        if (percent <= TOO_MUCH) {
            since = Optional.empty();
            return Optional.empty();
        }
        Instant begun = since.orElseGet(clock::instant);
        since = Optional.of(begun);
        return Duration.between(begun, clock.instant()).compareTo(TOO_LONG) >= 0
                ? Optional.of(problems.heapHigh(percent, now.max()))
                : Optional.empty();
    }
}
