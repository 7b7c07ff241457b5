package org.quiltappliance.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a registry holds, after changes and once a minute ({@code control-panel.md} MD-2). For one thread. */
final class Counting {

    private static final Logger log = LoggerFactory.getLogger(Counting.class);
    private static final Duration AT_LEAST = Duration.ofSeconds(60);

    private final Supplier<DataAccess.Running> running;
    private final Consumer<StoredCounts> shown;
    private final Clock clock;
    private long changes = -1;
    private Instant counted = Instant.EPOCH;

    Counting(Supplier<DataAccess.Running> running, Consumer<StoredCounts> shown, Clock clock) {
        this.running = running;
        this.shown = shown;
        this.clock = clock;
    }

    void look() {
        if (!(running.get() instanceof DataAccess.Running.Up up)) {
            changes = -1;
            return;
        }
        var registry = up.plan().registry();
        long now = registry.changes();
        if (now == changes && counted.plus(AT_LEAST).isAfter(clock.instant())) {
            return;
        }
        try {
            shown.accept(registry.count());
            changes = now;
            counted = clock.instant();
        } catch (ApplianceException away) {
            log.debug("What there is could not be counted now", away);
        }
    }
}
