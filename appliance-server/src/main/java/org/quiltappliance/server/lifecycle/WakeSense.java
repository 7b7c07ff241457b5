package org.quiltappliance.server.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Notices that the computer slept or that its clock was set: the wall clock has gone further than the time that the
 * computer was awake ({@code control-panel.md} LC-4).
 */
final class WakeSense {

    private static final Duration APART = Duration.ofSeconds(30);

    private final Clock wall;
    private final LongSupplier awakeNanos;
    private Instant lastWall;
    private long lastAwake;

    WakeSense(Clock wall) {
        this(wall, System::nanoTime);
    }

    /** @param awakeNanos a time that stands still while the computer sleeps */
    WakeSense(Clock wall, LongSupplier awakeNanos) {
        this.wall = wall;
        this.awakeNanos = awakeNanos;
        lastWall = wall.instant();
        lastAwake = awakeNanos.getAsLong();
    }

    /** Whether it happened since the last call. */
    synchronized boolean hasSlept() {
        Instant now = wall.instant();
        long awake = awakeNanos.getAsLong();
        var apart =
                Duration.between(lastWall, now).minusNanos(awake - lastAwake).abs();
        lastWall = now;
        lastAwake = awake;
        return apart.compareTo(APART) > 0;
    }
}
