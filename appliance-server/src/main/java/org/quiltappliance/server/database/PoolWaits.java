package org.quiltappliance.server.database;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The longest time that a thread waited for a connection. Told by the pool, of each; never holds it up. */
final class PoolWaits implements IMetricsTracker {

    private final AtomicLong longestNanos = new AtomicLong();
    private final Duration patience;

    /** @param patience after which a thread goes without */
    PoolWaits(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void recordConnectionAcquiredNanos(long waited) {
        if (waited > longestNanos.get()) {
            longestNanos.accumulateAndGet(waited, Math::max);
        }
    }

    @Override
    public void recordConnectionTimeout() {
        recordConnectionAcquiredNanos(patience.toNanos());
    }

    Duration longestSinceAsked() {
        return Duration.ofNanos(longestNanos.getAndSet(0));
    }
}
