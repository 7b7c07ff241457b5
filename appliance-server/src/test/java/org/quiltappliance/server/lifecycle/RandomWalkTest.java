package org.quiltappliance.server.lifecycle;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any sequence of commands and failures ends in a legal state, with nothing left behind (control-panel.md section 20). */
class RandomWalkTest {

    private static final int COMMANDS = 120;
    private static final Duration POLL = Duration.ofMillis(1);

    private final List<FakePlan> plans = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyWalkEndsWell(long seed) throws Exception {
        var random = new Random(seed);
        var luck = new Random(seed + 1000);
        var lifecycle =
                new Lifecycle(() -> plan(luck), (step, message) -> SomeProblems.FAILURE, "1", "0", Clock.systemUTC());
        var answers = new ArrayList<CompletableFuture<Outcome>>();
        var seen = new CopyOnWriteArrayList<ApplianceSnapshot>();
        lifecycle.subscribe(seen::add);

        for (int i = 0; i < COMMANDS; i++) {
            answers.add(command(lifecycle, random.nextInt(8)));
            if (random.nextInt(4) == 0) {
                await().pollInterval(POLL)
                        .until(() -> lifecycle.snapshot().state().isSettled());
            }
        }
        answers.add(lifecycle.stop(Duration.ZERO));
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(30, SECONDS);
        await().until(() -> lifecycle.snapshot().state().isSettled());
        lifecycle.stop(Duration.ZERO).get(30, SECONDS);

        assertThat(lifecycle.snapshot().state()).isIn(ApplianceState.STOPPED, ApplianceState.FAILED);
        assertThat(plans)
                .isNotEmpty()
                .allSatisfy(plan -> assertThat(plan.left()).isZero());
        assertThat(seen).allSatisfy(RandomWalkTest::assertTrue);
        lifecycle.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .noneMatch(thread -> thread.getName().equals("lifecycle")));
    }

    private static void assertTrue(ApplianceSnapshot snapshot) {
        assertThat(snapshot.failure().isPresent()).isEqualTo(snapshot.state() == ApplianceState.FAILED);
        boolean blocked = snapshot.problems().stream().anyMatch(Problem::isBlocking);
        if (snapshot.state().isUp()) {
            assertThat(blocked).isEqualTo(snapshot.state() == ApplianceState.DEGRADED);
        }
    }

    private static CompletableFuture<Outcome> command(Lifecycle lifecycle, int which) {
        return switch (which) {
            case 0, 1, 2 -> lifecycle.start();
            case 3 -> lifecycle.stop(Duration.ZERO);
            case 4 -> lifecycle.restart(Duration.ZERO);
            case 5 -> lifecycle.cancel();
            case 6 -> told(lifecycle, new LifecycleEvent.ProblemAppeared(SomeProblems.BLOCKING));
            default -> told(lifecycle, new LifecycleEvent.RunFailed(SomeProblems.FAILURE));
        };
    }

    private static CompletableFuture<Outcome> told(Lifecycle lifecycle, LifecycleEvent event) {
        lifecycle.tell(event);
        return CompletableFuture.completedFuture(new Outcome.Done(lifecycle.snapshot()));
    }

    private FakePlan plan(Random luck) {
        int failing = luck.nextInt(6);
        var plan = new FakePlan();
        for (int i = 0; i < 4; i++) {
            boolean fails = i == failing;
            plan.step("s" + i, progress -> {
                Thread.yield();
                if (fails) {
                    throw new IllegalStateException("bad luck");
                }
            });
        }
        plans.add(plan);
        return plan;
    }
}
