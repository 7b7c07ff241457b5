package org.quiltappliance.server.lifecycle;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.SteppingClock;

/** What follows from a computer's sleep ({@code control-panel.md} LC-4). */
class WakeTest {

    private final SteppingClock wall = new SteppingClock();
    private final AtomicLong awake = new AtomicLong();
    private final WakeSense sense = new WakeSense(wall, awake::get);

    @Test
    void timeThatWasSpentAwakeIsNoSleep() {
        wall.advance(Duration.ofHours(1));
        awake.addAndGet(Duration.ofHours(1).toNanos());

        assertThat(sense.hasSlept()).isFalse();
    }

    @Test
    void sleepAndChangedClocksAreNoticedOnce() {
        wall.advance(Duration.ofMinutes(1));
        assertThat(sense.hasSlept()).isTrue();
        assertThat(sense.hasSlept()).isFalse();

        wall.advance(Duration.ofMinutes(-1));
        assertThat(sense.hasSlept()).isTrue();
    }

    @Test
    @Tag("AT-42")
    void everyProbeRunsAtOnceAfterAWake() {
        var timer = Executors.newSingleThreadScheduledExecutor();
        var workers = Executors.newCachedThreadPool();
        try {
            var quick = new AtomicInteger();
            var slow = new AtomicInteger();
            var watcher = new Watcher(news -> {}, () -> {}, timer, workers, sense);
            watcher.start(List.of(
                    new Watch(ProblemCode.DISK_FULL, Duration.ofMillis(20), () -> {
                        quick.incrementAndGet();
                        return Optional.empty();
                    }),
                    new Watch(ProblemCode.DB_DOWN, Duration.ofDays(1), () -> {
                        slow.incrementAndGet();
                        return Optional.empty();
                    })));
            await().atMost(20, SECONDS).until(() -> quick.get() > 2 && slow.get() == 1);

            wall.advance(Duration.ofHours(8));

            await().atMost(20, SECONDS).until(() -> slow.get() == 2);
            watcher.stop();
        } finally {
            timer.shutdownNow();
            workers.shutdownNow();
        }
    }
}
