package org.quiltappliance.server.lifecycle;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.quiltappliance.server.lifecycle.ApplianceState.DEGRADED;
import static org.quiltappliance.server.lifecycle.ApplianceState.FAILED;
import static org.quiltappliance.server.lifecycle.ApplianceState.RUNNING;
import static org.quiltappliance.server.lifecycle.ApplianceState.STARTING;
import static org.quiltappliance.server.lifecycle.ApplianceState.STOPPED;
import static org.quiltappliance.server.lifecycle.ApplianceState.STOPPING;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.Outcome.Done;
import org.quiltappliance.server.lifecycle.Outcome.Failed;
import org.quiltappliance.server.lifecycle.Outcome.Overtaken;
import org.quiltappliance.server.lifecycle.Outcome.Rejected;

class LifecycleTest {

    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final AtomicReference<FakePlan> plan =
            new AtomicReference<>(new FakePlan().step("a").step("b"));
    private final Problems problems = new Problems(Clock.systemUTC());
    private final Lifecycle lifecycle = new Lifecycle(
            plan::get,
            (step, message) -> problems.internal(step, message, Path.of("log")),
            "1.0",
            "00000000",
            Clock.systemUTC());
    private final List<ApplianceState> states = new CopyOnWriteArrayList<>();
    private final Lifecycle.Subscription subscription = lifecycle.subscribe(snapshot -> {
        if (states.isEmpty() || states.get(states.size() - 1) != snapshot.state()) {
            states.add(snapshot.state());
        }
    });

    @AfterEach
    void close() {
        subscription.close();
        lifecycle.close();
    }

    private static <T> T get(CompletableFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(20, SECONDS);
    }

    @Test
    void startRunsTheStepsAndStopTakesThemBackInReverse() throws Exception {
        var started = get(lifecycle.start());
        var stopped = get(lifecycle.stop(DRAIN));

        assertThat(started).isInstanceOf(Done.class);
        assertThat(stopped).isInstanceOf(Done.class);
        assertThat(plan.get().diary).containsExactly("+a", "+b", "drain 20", "-b", "-a");
        assertThat(states).containsExactly(STARTING, RUNNING, STOPPING, STOPPED);
    }

    @Test
    void snapshotTellsTheSteps() throws Exception {
        get(lifecycle.start());

        assertThat(lifecycle.snapshot().steps())
                .extracting(StepView::id, StepView::label, StepView::status)
                .containsExactly(
                        Assertions.tuple("a", "Doing a", StepView.Status.DONE),
                        Assertions.tuple("b", "Doing b", StepView.Status.DONE));
        assertThat(lifecycle.snapshot().headline()).isEqualTo("Running");
    }

    @Test
    void headlineCountsTheSteps() throws Exception {
        var reached = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        plan.set(new FakePlan().step("a").step("b", progress -> {
            reached.countDown();
            goOn.await();
        }));
        var start = lifecycle.start();
        reached.await();

        await().untilAsserted(
                        () -> assertThat(lifecycle.snapshot().headline()).isEqualTo("Starting – 2 of 2: Doing b"));
        goOn.countDown();
        get(start);
    }

    @Test
    void stepThatTakesLongerThanUsualSaysSo() throws Exception {
        var times = new StepTimes(Optional.empty(), Duration.ofMillis(1));
        var own = new Lifecycle(
                plan::get, (step, message) -> SomeProblems.FAILURE, "1.0", "00000000", Clock.systemUTC(), times);
        get(own.start());
        get(own.stop(DRAIN));
        var goOn = new CountDownLatch(1);
        plan.set(new FakePlan().step("a").step("b", progress -> goOn.await()));
        var start = own.start();

        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> own.snapshot().headline().endsWith("(taking longer than usual)"));
        var slow = own.snapshot().steps().get(1);
        goOn.countDown();
        get(start);
        get(own.stop(DRAIN));
        own.close();

        assertThat(slow.isSlow()).isTrue();
        assertThat(slow.delay()).contains("Taking longer than usual: less than a second as a rule");
    }

    @Test
    void failedStepUndoesWhatBegan() throws Exception {
        plan.set(new FakePlan()
                .step("a")
                .step("b", progress -> {
                    throw new IllegalStateException("broken pipe");
                })
                .step("c"));

        var outcome = get(lifecycle.start());

        assertThat(outcome).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.problem().code()).isEqualTo(ProblemCode.INTERNAL);
            assertThat(failed.problem().message()).isEqualTo("Doing b reported: broken pipe");
        });
        assertThat(plan.get().diary).containsExactly("+a", "+b", "-b", "-a");
        assertThat(lifecycle.snapshot().failure()).isPresent();
        assertThat(lifecycle.snapshot().headline()).isEqualTo("Not running: Something unexpected happened");
        assertThat(lifecycle.snapshot().steps().get(1).status()).isEqualTo(StepView.Status.FAILED);
    }

    @Test
    void knownProblemOfAStepIsToldAsItIs() throws Exception {
        plan.set(new FakePlan().step("a", progress -> {
            throw new ProblemException(SomeProblems.BLOCKING);
        }));

        assertThat(get(lifecycle.start())).isEqualTo(new Failed(SomeProblems.BLOCKING));
    }

    @Test
    void startAfterAFailureBeginsAnew() throws Exception {
        plan.set(new FakePlan().step("a", progress -> {
            throw new ProblemException(SomeProblems.FAILURE);
        }));
        get(lifecycle.start());
        plan.set(new FakePlan().step("a"));

        assertThat(get(lifecycle.start())).isInstanceOf(Done.class);
        assertThat(lifecycle.snapshot().failure()).isEqualTo(Optional.empty());
    }

    @Test
    void slowStepFails() throws Exception {
        var interrupted = new AtomicBoolean();
        plan.set(new FakePlan().step("a", Duration.ofMillis(50), true, progress -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                interrupted.set(true);
            }
        }));

        var outcome = get(lifecycle.start());

        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(interrupted).isTrue();
        assertThat(plan.get().diary).containsExactly("+a", "-a");
    }

    @Test
    void cancelInterruptsTheStepAndUndoes() throws Exception {
        var reached = new CountDownLatch(1);
        plan.set(new FakePlan().step("a").step("b", progress -> {
            reached.countDown();
            new CountDownLatch(1).await();
        }));
        var start = lifecycle.start();
        reached.await();

        var cancel = get(lifecycle.cancel());

        assertThat(cancel).isInstanceOf(Done.class);
        assertThat(get(start)).isInstanceOf(Overtaken.class);
        assertThat(plan.get().diary).containsExactly("+a", "+b", "-b", "-a");
        assertThat(states).containsExactly(STARTING, STOPPING, STOPPED);
    }

    @Test
    void cancelWaitsForAStepThatMustNotBeInterrupted() throws Exception {
        var reached = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        plan.set(new FakePlan()
                .step("a", Duration.ofSeconds(30), false, progress -> {
                    reached.countDown();
                    goOn.await();
                    plan.get().diary.add("a is through");
                })
                .step("b"));
        lifecycle.start();
        reached.await();
        var cancel = lifecycle.cancel();
        await().until(() -> lifecycle.snapshot().state() == STOPPING);
        goOn.countDown();

        get(cancel);

        assertThat(plan.get().diary).containsExactly("+a", "a is through", "-a");
    }

    @Test
    void stepThatIgnoresTheInterruptIsLeftBehind() throws Exception {
        var reached = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        plan.set(new FakePlan().step("a", progress -> {
            reached.countDown();
            boolean over = false;
            while (!over) {
                try {
                    over = end.await(1, SECONDS);
                } catch (InterruptedException deaf) {
                    over = false;
                }
            }
            progress.facts(facts -> facts.of(Mode.TEST, "late", "late"));
        }));
        lifecycle.start();
        reached.await();

        assertThat(get(lifecycle.cancel())).isInstanceOf(Done.class);

        plan.set(new FakePlan().step("x"));
        get(lifecycle.start());
        end.countDown();
        get(lifecycle.restart(Duration.ZERO));
        assertThat(lifecycle.snapshot().instanceName()).isEmpty();
    }

    @Test
    void meaninglessCommandsAreAnsweredWithAReason() throws Exception {
        assertThat(get(lifecycle.stop(DRAIN))).isEqualTo(new Rejected("The registry is not running."));
        assertThat(get(lifecycle.cancel())).isEqualTo(new Rejected("No start is under way."));
        get(lifecycle.start());
        assertThat(get(lifecycle.start())).isEqualTo(new Rejected("The registry is running already."));
    }

    @Test
    void restartEndsTheRunAndStartsAnother() throws Exception {
        var first = plan.get();
        get(lifecycle.start());
        var second = new FakePlan().step("c");
        plan.set(second);

        assertThat(get(lifecycle.restart(DRAIN))).isInstanceOf(Done.class);

        assertThat(first.diary).containsExactly("+a", "+b", "drain 20", "-b", "-a");
        assertThat(second.diary).containsExactly("+c");
        assertThat(states).containsExactly(STARTING, RUNNING, STOPPING, STARTING, RUNNING);
    }

    @Test
    void refusedStartShowsWhy() throws Exception {
        assertThat(get(lifecycle.refuse(SomeProblems.FAILURE))).isEqualTo(new Failed(SomeProblems.FAILURE));
        assertThat(lifecycle.snapshot().state()).isEqualTo(FAILED);
    }

    @Test
    void undoThatFailsDoesNotKeepTheOthersFromBeingUndone() throws Exception {
        var failing = new FakePlan().step("a");
        var steps = List.of(failing.steps().get(0), new Step("b", "b", DRAIN, true, progress -> {}, () -> {
            throw new AssertionError("no");
        }));
        plan.set(failing);
        var own = new Lifecycle(
                () -> new Plan() {
                    @Override
                    public List<Step> steps() {
                        return steps;
                    }

                    @Override
                    public List<Watch> watches() {
                        return List.of();
                    }

                    @Override
                    public void drain(Duration atMost) {
                        throw new AssertionError("no");
                    }

                    @Override
                    public void prove() {}
                },
                (step, message) -> SomeProblems.FAILURE,
                "1",
                "0",
                Clock.systemUTC());
        get(own.start());

        assertThat(get(own.stop(DRAIN))).isInstanceOf(Done.class);

        own.close();
        assertThat(failing.diary).containsExactly("+a", "-a");
    }

    @Test
    void errorOfTheMachineFailsTheStart() throws Exception {
        plan.set(new FakePlan().step("a").step("b", progress -> {
            throw new OutOfMemoryError("Java heap space");
        }));

        assertThat(get(lifecycle.start())).isInstanceOf(Failed.class);
        assertThat(plan.get().left()).isZero();
    }

    @Test
    void watchedProblemDegradesAndItsEndHeals() throws Exception {
        var wrong = new AtomicBoolean();
        plan.get()
                .watch(new Watch(
                        ProblemCode.DISK_FULL,
                        Duration.ofMillis(20),
                        () -> wrong.get() ? Optional.of(SomeProblems.BLOCKING) : Optional.empty()));
        get(lifecycle.start());

        wrong.set(true);
        await().until(() -> lifecycle.snapshot().state() == DEGRADED);
        assertThat(lifecycle.snapshot().problems()).containsExactly(SomeProblems.BLOCKING);

        wrong.set(false);
        await().until(() -> lifecycle.snapshot().state() == RUNNING);
        assertThat(lifecycle.snapshot().problems()).isEmpty();
    }

    @Test
    void problemIsNotGoneAsLongAsTheRegistryFailsItsCheck() throws Exception {
        var wrong = new AtomicBoolean(true);
        var looks = new AtomicInteger();
        plan.get().watch(new Watch(ProblemCode.DISK_FULL, Duration.ofMillis(20), () -> {
            looks.incrementAndGet();
            return wrong.get() ? Optional.of(SomeProblems.BLOCKING) : Optional.empty();
        }));
        var proofs = new AtomicInteger();
        plan.get().proof(() -> {
            if (proofs.incrementAndGet() == 1) {
                throw new IllegalStateException("still broken");
            }
        });
        get(lifecycle.start());
        await().until(() -> lifecycle.snapshot().state() == DEGRADED);
        wrong.set(false);

        await().atMost(20, SECONDS).until(() -> lifecycle.snapshot().state() == RUNNING);

        assertThat(proofs).hasValue(2);
    }

    @Test
    void unrecoverableProblemEndsTheRun() throws Exception {
        plan.get().watch(new Watch(ProblemCode.DISK_FULL, Duration.ofMillis(20), () -> {
            throw new ProblemException(SomeProblems.FAILURE);
        }));
        lifecycle.start();

        await().until(() -> lifecycle.snapshot().state() == FAILED);

        assertThat(lifecycle.snapshot().failure()).contains(SomeProblems.FAILURE);
        assertThat(plan.get().left()).isZero();
    }

    @Test
    void subscriberThatFailsDisturbsNobody() throws Exception {
        lifecycle.subscribe(snapshot -> {
            throw new IllegalStateException("no");
        });

        assertThat(get(lifecycle.start())).isInstanceOf(Done.class);
    }

    @Test
    void closedLifecycleRejects() throws Exception {
        lifecycle.close();

        assertThat(get(lifecycle.start())).isEqualTo(new Rejected("The appliance is closing."));
    }
}
