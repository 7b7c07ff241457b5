package org.quiltappliance.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.quiltappliance.server.lifecycle.Outcome;

/**
 * Waits for a moment in which no request is under way, and stops the registry then; at the latest when its patience is over
 * ({@code control-panel.md} 14). Until then the registry serves everybody, and the stop can be given up.
 */
public final class IdleStop {

    private final IntSupplier openRequests;
    private final Instant end;
    private final InstantSource clock;
    private final Supplier<CompletableFuture<Outcome>> stop;
    private final Supplier<Outcome> givenUp;
    private final CompletableFuture<Outcome> result = new CompletableFuture<>();
    private boolean decided;

    IdleStop(
            IntSupplier openRequests,
            Duration patience,
            InstantSource clock,
            Supplier<CompletableFuture<Outcome>> stop,
            Supplier<Outcome> givenUp) {
        this.openRequests = openRequests;
        this.end = clock.instant().plus(patience);
        this.clock = clock;
        this.stop = stop;
        this.givenUp = givenUp;
    }

    /** Stops if this is such a moment. @return whether there is nothing to wait for any more */
    boolean look() {
        if (openRequests.getAsInt() == 0 || !clock.instant().isBefore(end)) {
            now();
        }
        return isDecided();
    }

    private synchronized boolean isDecided() {
        return decided;
    }

    private synchronized boolean decide() {
        boolean first = !decided;
        decided = true;
        return first;
    }

    /** Waits no longer, and stops. */
    public void now() {
        if (decide()) {
            stop.get().whenComplete((outcome, failure) -> {
                if (failure == null) {
                    result.complete(outcome);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        }
    }

    /** Gives it up: the registry runs on, and the result is {@link Outcome.Overtaken}. Too late once it stops. */
    public void cancel() {
        if (decide()) {
            result.complete(givenUp.get());
        }
    }

    /** When it stops at the latest. */
    public Instant end() {
        return end;
    }

    /** How it ended. */
    public CompletableFuture<Outcome> result() {
        return result;
    }
}
