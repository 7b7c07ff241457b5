package org.quiltappliance.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.lifecycle.Watch;

/** Notices when requests wait for connections to the database all the time. For one thread. */
final class PoolWatch implements Watch.Probe {

    private static final Duration TOO_LONG = Duration.ofSeconds(30);

    private final IntSupplier waiting;
    private final Problems problems;
    private final Clock clock;
    private Optional<Instant> since = Optional.empty();

    /** @param waiting how many wait now */
    PoolWatch(IntSupplier waiting, Problems problems, Clock clock) {
        this.waiting = waiting;
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    public Optional<Problem> look() {
        int now = waiting.getAsInt();
        if (now == 0) {
            since = Optional.empty();
            return Optional.empty();
        }
        Instant begun = since.orElseGet(clock::instant);
        since = Optional.of(begun);
        Duration time = Duration.between(begun, clock.instant());
        return time.compareTo(TOO_LONG) > 0 ? Optional.of(problems.databasePoolWait(now, time)) : Optional.empty();
    }
}
