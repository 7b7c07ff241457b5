package org.quiltappliance.server.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The time of an appliance under test: the real one, which a test may shift for a while. */
public final class TestClock extends Clock {

    private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

    /** Runs the work as if it happened so much later (or, if negative, earlier), then goes back. */
    public void shifted(Duration by, Runnable work) {
        shift.set(by);
        try {
            work.run();
        } finally {
            shift.set(Duration.ZERO);
        }
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(shift.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The appliance reckons in UTC");
    }
}
