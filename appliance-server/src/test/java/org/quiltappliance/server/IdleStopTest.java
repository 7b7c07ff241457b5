package org.quiltappliance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.lifecycle.Outcome;

class IdleStopTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final AtomicInteger open = new AtomicInteger(2);
    private final AtomicInteger stops = new AtomicInteger();
    private final CompletableFuture<Outcome> stopped = new CompletableFuture<>();
    private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
    private final IdleStop waiting = new IdleStop(
            open::get,
            Duration.ofSeconds(40),
            clock::get,
            () -> {
                stops.incrementAndGet();
                return stopped;
            },
            () -> new Outcome.Rejected("given up"));

    @Test
    void waitsWhileRequestsAreUnderWay() {
        assertThat(waiting.look()).isFalse();
        assertThat(stops).hasValue(0);

        open.set(0);

        assertThat(waiting.look()).isTrue();
        assertThat(stops).hasValue(1);
    }

    @Test
    void stopsWhenItsPatienceIsOver() {
        clock.set(NOON.plusSeconds(39));
        assertThat(waiting.look()).isFalse();

        clock.set(NOON.plusSeconds(40));

        assertThat(waiting.look()).isTrue();
        assertThat(stops).hasValue(1);
    }

    @Test
    void givenUpItStopsNothing() {
        waiting.cancel();
        open.set(0);

        assertThat(waiting.look()).isTrue();
        assertThat(stops).hasValue(0);
        assertThat(waiting.result()).isCompletedWithValue(new Outcome.Rejected("given up"));
    }

    @Test
    void stopsOnceAndTellsHowThatEnded() {
        waiting.now();
        waiting.now();
        waiting.cancel();
        assertThat(waiting.result()).isNotDone();

        stopped.complete(new Outcome.Rejected("for a trial"));

        assertThat(stops).hasValue(1);
        assertThat(waiting.result()).isCompletedWithValue(new Outcome.Rejected("for a trial"));
    }
}
