package org.quiltappliance.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.Watch;

/**
 * Compares our clock with that of the side where containers run ({@code control-panel.md} LC-4): signatures for storage
 * fail when a virtual machine's clock lags.
 *
 * @param theirs the time there, asked anew
 * @param store the container of the storage, if we have one
 */
record ClockWatch(Supplier<Optional<Instant>> theirs, ContainerProblems problems, Clock clock, Optional<String> store)
        implements Watch.Probe {

    /** From here on storage may refuse what we sign. */
    static final Duration FAR_APART = Duration.ofMinutes(5);

    private static final Duration APART = Duration.ofSeconds(30);

    @Override
    public Optional<Problem> look() {
        Instant before = clock.instant();
        Optional<Instant> there = theirs.get();
        Instant after = clock.instant();
        return there.map(time -> apart(before, time, after))
                .filter(apart -> apart.abs().compareTo(APART) > 0)
                .map(apart -> problems.clockSkew(apart, apart.abs().compareTo(FAR_APART) > 0, store));
    }

    /** How much later it is there; what the question itself took does not count. */
    private static Duration apart(Instant before, Instant there, Instant after) {
        if (there.isBefore(before)) {
            return Duration.between(before, there);
        }
        return there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
    }
}
