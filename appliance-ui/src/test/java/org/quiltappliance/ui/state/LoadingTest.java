package org.quiltappliance.ui.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.quiltappliance.ui.testing.SlowTasks;

class LoadingTest {

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final SlowTasks tasks = new SlowTasks();
    private final Loading loading = new Loading(tasks);

    @Test
    void itIsSlowFromThreeTenthsOfASecondOn() {
        loading.begin();
        assertThat(loading.underWayProperty().get()).isTrue();

        tasks.pass(Duration.ofMillis(300).minus(MOMENT));
        assertThat(loading.slowProperty().get()).isFalse();

        tasks.pass(MOMENT);
        assertThat(loading.slowProperty().get()).isTrue();

        loading.end();
        assertThat(loading.slowProperty().get()).isFalse();
        assertThat(loading.underWayProperty().get()).isFalse();
    }

    @Test
    void whatCameOnceIsNotAwaitedAgain() {
        loading.begin();
        loading.came();

        loading.begin();

        assertThat(loading.underWayProperty().get()).isFalse();
    }

    @Test
    void whatCameInTimeIsNotSlowAfterwards() {
        loading.begin();
        loading.end();
        tasks.pass(Loading.PATIENCE);

        assertThat(loading.slowProperty().get()).isFalse();
    }

    @Test
    void theLastBeginningCounts() {
        loading.begin();
        tasks.pass(Loading.PATIENCE.minus(MOMENT));
        loading.end();
        loading.begin();
        tasks.pass(MOMENT);
        assertThat(loading.slowProperty().get()).isFalse();

        // Not the second call for the same content.
        loading.begin();
        tasks.pass(Loading.PATIENCE.minus(MOMENT));
        assertThat(loading.slowProperty().get()).isTrue();
    }

    @Test
    void realPausesEndOnTheGivenThreadUnlessTheyAreCancelled() throws Exception {
        try (var real = new BackgroundTasks(Runnable::run)) {
            var cancelled = new CompletableFuture<String>();
            var over = new CompletableFuture<String>();

            real.after(MOMENT, () -> cancelled.complete("never")).cancel();
            real.after(MOMENT, () -> over.complete("over"));

            assertThat(over.get(1, TimeUnit.MINUTES)).isEqualTo("over");
            assertThat(cancelled).isNotDone();
        }
    }
}
