package org.quiltappliance.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.lifecycle.Watch;
import org.quiltappliance.server.monitoring.HeapUse;

/** Notices when hardly any memory is free even after collections. For one thread. */
final class HeapWatch implements Watch.Probe {

    private static final int TOO_MUCH = 90;
    private static final Duration TOO_LONG = Duration.ofMinutes(1);

    private final Supplier<HeapUse> heap;
    private final Problems problems;
    private final Clock clock;
    private Optional<Instant> since = Optional.empty();

    /** @param heap what was in use after the last collection */
    HeapWatch(Supplier<HeapUse> heap, Problems problems, Clock clock) {
        this.heap = heap;
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    public Optional<Problem> look() {
        HeapUse use = heap.get();
        if (use.percent() <= TOO_MUCH) {
            since = Optional.empty();
            return Optional.empty();
        }
        Instant begun = since.orElseGet(clock::instant);
        since = Optional.of(begun);
        return Duration.between(begun, clock.instant()).compareTo(TOO_LONG) >= 0
                ? Optional.of(problems.heapHigh(use.percent(), use.most()))
                : Optional.empty();
    }
}
