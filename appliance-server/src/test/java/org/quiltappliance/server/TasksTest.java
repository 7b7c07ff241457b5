package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.backup.BackupProgress.Phase;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.Activity.Kind;

class TasksTest {

    private final List<Optional<Activity>> shown = new CopyOnWriteArrayList<>();
    private final Tasks tasks = new Tasks(shown::add, Clock.systemUTC());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void close() {
        goOn.countDown();
        tasks.close();
    }

    private Task<String> waiting() throws InterruptedException {
        var task = tasks.begin(Kind.BACKUP, progress -> {
            begun.countDown();
            goOn.await();
            return "done";
        });
        assertThat(begun.await(10, SECONDS)).isTrue();
        return task;
    }

    @Test
    void oneGoesOnAtATime() throws Exception {
        var first = waiting();

        assertThatThrownBy(() -> tasks.begin(Kind.CLEANUP, progress -> "no"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("A backup is under way");
        goOn.countDown();

        assertThat(first.result().get(10, SECONDS)).isEqualTo("done");
    }

    @Test
    void nextOneMayBeginAsSoonAsTheResultIsThere() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            tasks.begin(Kind.BACKUP, progress -> "done").result().get(10, SECONDS);
        }

        assertThat(tasks.begin(Kind.BACKUP, progress -> "last").result().get(10, SECONDS))
                .isEqualTo("last");
    }

    @Test
    void cancelInterruptsAndWaits() throws Exception {
        var task = waiting();

        tasks.cancel();

        assertThat(task.result()).isCompletedExceptionally();
    }

    @Test
    void endWaitsForWhatCannotBeGivenUpAnyMore() throws Exception {
        var decided = tasks.begin(Kind.SECRETS, progress -> {
            progress.decide();
            begun.countDown();
            goOn.await();
            return "done";
        });
        assertThat(begun.await(10, SECONDS)).isTrue();
        var ended = CompletableFuture.runAsync(tasks::end);

        goOn.countDown();
        ended.get(10, SECONDS);

        assertThat(decided.result()).isCompletedWithValue("done");
        assertThat(tasks.present()).isEmpty();
    }

    @Test
    void endGivesUpWhatCanBeGivenUp() throws Exception {
        var task = waiting();

        tasks.end();

        assertThat(task.result()).isCompletedExceptionally();
        assertThat(tasks.present()).isEmpty();
    }

    @Test
    void decidedWorkIsNotGivenUp() throws Exception {
        var task = tasks.begin(Kind.RESTORE, progress -> {
            progress.decide();
            begun.countDown();
            goOn.await();
            return "switched";
        });
        assertThat(begun.await(10, SECONDS)).isTrue();

        task.cancel();
        goOn.countDown();

        assertThat(task.result().get(10, SECONDS)).isEqualTo("switched");
    }

    @Test
    void workThatWasGivenUpCannotDecideAnyMore() throws Exception {
        var task = tasks.begin(Kind.RESTORE, progress -> {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException givenUp) {
                Thread.currentThread().interrupt();
            }
            progress.decide();
            return "switched";
        });
        assertThat(begun.await(10, SECONDS)).isTrue();

        task.cancel();

        assertThatThrownBy(() -> task.result().get(10, SECONDS)).hasCauseInstanceOf(CancellationException.class);
    }

    @Test
    void progressIsShownAndGoneInTheEnd() throws Exception {
        var task = tasks.begin(Kind.VERIFY, progress -> {
            progress.begin(Phase.OBJECTS, 4, 100);
            progress.advance(1, 25);
            return "";
        });
        task.result().get(10, SECONDS);
        tasks.close();

        assertThat(task.activity().progress()).isEqualTo(0.25);
        assertThat(shown)
                .anySatisfy(
                        activity -> assertThat(activity.orElseThrow().detail()).isEqualTo("Copying objects"));
        assertThat(shown.get(shown.size() - 1)).isEmpty();
    }
}
