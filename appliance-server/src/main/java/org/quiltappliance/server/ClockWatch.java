package org.quiltappliance.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares our clock with those of the other sides ({@code control-panel.md} LC-4): where containers run, where the database
 * and where the storage is. Signatures for storage fail when a virtual machine's clock lags. Tells of the side that is
 * furthest apart, of the first of several that are the same computer.
 */
record ClockWatch(List<Side> sides, Clock clock) implements Watch.Probe {

    private static final Logger log = LoggerFactory.getLogger(ClockWatch.class);

    /** From here on storage may refuse what we sign. */
    static final Duration FAR_APART = Duration.ofMinutes(5);

    private static final Duration APART = Duration.ofSeconds(30);

    /**
     * Somebody else's clock.
     *
     * @param time there, asked anew; an exception when it does not answer
     * @param problem made of how much later it is there, and whether that does harm
     */
    record Side(Supplier<Optional<Instant>> time, BiFunction<Duration, Boolean, Problem> problem) {}

    /** How much later it is there. */
    private record Apart(Side side, Duration by) {

        /** In whole times of what matters: two looks at one clock are never quite the same. */
        long weight() {
            return by.abs().toSeconds() / APART.toSeconds();
        }

        Problem problem() {
            return side.problem().apply(by, by.abs().compareTo(FAR_APART) > 0);
        }
    }

    ClockWatch {
        sides = List.copyOf(sides);
    }

    @Override
    public Optional<Problem> look() {
        return sides.stream()
                .flatMap(side -> apart(side).stream())
                .filter(apart -> apart.by().abs().compareTo(APART) > 0)
                .sorted(Comparator.comparingLong(Apart::weight).reversed())
                .findFirst()
                .map(Apart::problem);
    }

    private Optional<Apart> apart(Side side) {
        Instant before = clock.instant();
        try {
            return side.time().get().map(there -> new Apart(side, apart(before, there, clock.instant())));
        } catch (ApplianceException | EngineException silent) {
            log.debug("One of the clocks cannot be asked now", silent);
            return Optional.empty();
        }
    }

    /** What the question itself took does not count. */
    private static Duration apart(Instant before, Instant there, Instant after) {
        if (there.isBefore(before)) {
            return Duration.between(before, there);
        }
        return there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
    }
}
