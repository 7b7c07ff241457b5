package org.quiltappliance.server.backup;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** How fast bytes may be copied at most, so that people who use the registry meanwhile do not feel it. */
public final class Pace {

    /** As fast as it goes. */
    public static final Pace UNLIMITED = new Pace(Long.MAX_VALUE, System::nanoTime, LockSupport::parkNanos);

    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final long bytesPerSecond;
    private final LongSupplier nanoTime;
    private final LongConsumer pause;
    private long due = Long.MIN_VALUE;

    /** @param pause waits so many nanoseconds, or less when the thread is interrupted */
    Pace(long bytesPerSecond, LongSupplier nanoTime, LongConsumer pause) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /** @param bytesPerSecond 1 or more */
    public static Pace of(long bytesPerSecond) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("Not a pace: " + bytesPerSecond);
        }
        return new Pace(bytesPerSecond, System::nanoTime, LockSupport::parkNanos);
    }

    /** Waits until so many bytes may have been copied. Time that was not used is not made up for. */
    void take(long bytes) {
        if (bytesPerSecond == Long.MAX_VALUE || bytes == 0) {
            return;
        }
        long now = nanoTime.getAsLong();
        synchronized (this) {
            long from = due == Long.MIN_VALUE ? now : Math.max(due, now);
            due = from + (long) (1e9 * bytes / bytesPerSecond);
        }
        long wait = due - now;
        if (wait > SHORTEST_PAUSE_NANOS) {
            pause.accept(wait);
        }
    }
}
