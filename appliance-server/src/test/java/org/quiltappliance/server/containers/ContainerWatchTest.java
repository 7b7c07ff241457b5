package org.quiltappliance.server.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.FakeContainerRuntime;

/** CM-3. */
class ContainerWatchTest {

    private record Due(Duration delay, Runnable work) {}

    private final FakeContainerRuntime engine = Backing.engine();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Due> due = new CopyOnWriteArrayList<>();
    private final ContainerWatch watch = new ContainerWatch(
            engine,
            Backing.ID,
            new ContainerWatch.Listener() {
                @Override
                public void running(Set<String> names) {
                    heard.add("running " + names);
                }

                @Override
                public void engineGone(String reason) {
                    heard.add("gone: " + reason);
                }
            },
            (delay, work) -> due.add(new Due(delay, work)));

    @BeforeEach
    void makeContainer() {
        engine.create(new ContainerSpec(
                Backing.POSTGRES,
                Backing.POSTGRES_17,
                List.of(),
                Map.of(),
                Map.of(Labels.INSTANCE, Backing.ID),
                Map.of(),
                List.of(),
                ContainerSpec.NO_NETWORK,
                Optional.empty(),
                ContainerSpec.Restart.NO,
                Optional.empty(),
                0));
    }

    /** Runs what is due by now, as a scheduler would after a while. */
    private void passTime() {
        var now = new ArrayList<>(due);
        due.removeAll(now);
        now.forEach(one -> one.work().run());
    }

    private void awaitHeard(String... all) {
        await().untilAsserted(() -> assertThat(heard).containsExactly(all));
    }

    @Test
    void tellsWhatRunsAndEachChange() {
        watch.start();
        engine.start(Backing.POSTGRES);
        awaitHeard("running []", "running [" + Backing.POSTGRES + "]");
        engine.end(Backing.POSTGRES, 1, "oops");

        awaitHeard("running []", "running [" + Backing.POSTGRES + "]", "running []");
        watch.close();
        assertThat(engine.followers()).isZero();
    }

    @Test
    void looksForItselfWhileTheEventsAreBroken() {
        watch.start();
        engine.breakStreams();
        await().until(() -> due.size() == 2);
        var poll = due.get(0);
        due.clear();

        engine.start(Backing.POSTGRES);
        poll.work().run();

        awaitHeard("running []", "running [" + Backing.POSTGRES + "]");
        assertThat(poll.delay()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void hearsEventsAgainWhenTheyAreBack() {
        watch.start();
        engine.breakStreams();
        await().until(() -> due.size() == 2);
        passTime();

        engine.start(Backing.POSTGRES);

        awaitHeard("running []", "running [" + Backing.POSTGRES + "]");
    }

    @Test
    void saysOnceThatTheEngineIsGoneAndTellsWhatRunsWhenItIsBack() {
        engine.start(Backing.POSTGRES);
        watch.start();
        engine.vanish();
        await().until(() -> due.size() == 2);
        for (int i = 0; i < 10; i++) {
            passTime();
        }

        assertThat(due).extracting(Due::delay).containsOnly(Duration.ofSeconds(5), Duration.ofSeconds(30));
        engine.comeBack();
        passTime();

        awaitHeard(
                "running [" + Backing.POSTGRES + "]", "gone: Connection refused", "running [" + Backing.POSTGRES + "]");
    }
}
