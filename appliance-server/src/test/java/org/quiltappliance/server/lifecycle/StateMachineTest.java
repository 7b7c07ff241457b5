package org.quiltappliance.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quiltappliance.server.lifecycle.ApplianceState.DEGRADED;
import static org.quiltappliance.server.lifecycle.ApplianceState.FAILED;
import static org.quiltappliance.server.lifecycle.ApplianceState.RUNNING;
import static org.quiltappliance.server.lifecycle.ApplianceState.STARTING;
import static org.quiltappliance.server.lifecycle.ApplianceState.STOPPED;
import static org.quiltappliance.server.lifecycle.ApplianceState.STOPPING;
import static org.quiltappliance.server.lifecycle.SomeProblems.BLOCKING;
import static org.quiltappliance.server.lifecycle.SomeProblems.FAILURE;
import static org.quiltappliance.server.lifecycle.SomeProblems.NOTICE;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.lifecycle.LifecycleEffect.CancelSteps;
import org.quiltappliance.server.lifecycle.LifecycleEffect.EndRun;
import org.quiltappliance.server.lifecycle.LifecycleEffect.Reject;
import org.quiltappliance.server.lifecycle.LifecycleEffect.RunSteps;
import org.quiltappliance.server.lifecycle.LifecycleEvent.CancelAsked;
import org.quiltappliance.server.lifecycle.LifecycleEvent.ProblemAppeared;
import org.quiltappliance.server.lifecycle.LifecycleEvent.ProblemGone;
import org.quiltappliance.server.lifecycle.LifecycleEvent.RestartAsked;
import org.quiltappliance.server.lifecycle.LifecycleEvent.RunEnded;
import org.quiltappliance.server.lifecycle.LifecycleEvent.RunFailed;
import org.quiltappliance.server.lifecycle.LifecycleEvent.StartAsked;
import org.quiltappliance.server.lifecycle.LifecycleEvent.StartRefused;
import org.quiltappliance.server.lifecycle.LifecycleEvent.StepFailed;
import org.quiltappliance.server.lifecycle.LifecycleEvent.StepsCancelled;
import org.quiltappliance.server.lifecycle.LifecycleEvent.StepsDone;
import org.quiltappliance.server.lifecycle.LifecycleEvent.StopAsked;

class StateMachineTest {

    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final EndRun AT_ONCE = new EndRun(Duration.ZERO);

    /** A row of the table: in this state, this event leads to that state with these effects. */
    record Row(ApplianceState from, LifecycleEvent event, ApplianceState to, List<Class<?>> effects) {}

    private static Row row(ApplianceState from, LifecycleEvent event, ApplianceState to, Class<?>... effects) {
        return new Row(from, event, to, List.of(effects));
    }

    static List<Row> table() {
        var start = new StartAsked();
        var stop = new StopAsked(DRAIN);
        var restart = new RestartAsked(DRAIN);
        var cancel = new CancelAsked();
        return List.of(
                row(STOPPED, start, STARTING, RunSteps.class),
                row(STARTING, start, STARTING, Reject.class),
                row(RUNNING, start, RUNNING, Reject.class),
                row(DEGRADED, start, DEGRADED, Reject.class),
                row(STOPPING, start, STOPPING, Reject.class),
                row(FAILED, start, STARTING, RunSteps.class),
                row(STOPPED, stop, STOPPED, Reject.class),
                row(STARTING, stop, STOPPING, CancelSteps.class),
                row(RUNNING, stop, STOPPING, EndRun.class),
                row(DEGRADED, stop, STOPPING, EndRun.class),
                row(STOPPING, stop, STOPPING),
                row(FAILED, stop, FAILED, Reject.class),
                row(STOPPED, restart, STARTING, RunSteps.class),
                row(STARTING, restart, STOPPING, CancelSteps.class),
                row(RUNNING, restart, STOPPING, EndRun.class),
                row(DEGRADED, restart, STOPPING, EndRun.class),
                row(STOPPING, restart, STOPPING),
                row(FAILED, restart, STARTING, RunSteps.class),
                row(STOPPED, cancel, STOPPED, Reject.class),
                row(STARTING, cancel, STOPPING, CancelSteps.class),
                row(RUNNING, cancel, RUNNING, Reject.class),
                row(DEGRADED, cancel, DEGRADED, Reject.class),
                row(STOPPING, cancel, STOPPING, Reject.class),
                row(FAILED, cancel, FAILED, Reject.class),
                row(STOPPED, new StartRefused(FAILURE), FAILED),
                row(FAILED, new StartRefused(FAILURE), FAILED),
                row(RUNNING, new StartRefused(FAILURE), RUNNING),
                row(STARTING, new StepsDone(), RUNNING),
                row(STARTING, new StepFailed(FAILURE), FAILED),
                row(STOPPING, new StepsDone(), STOPPING, EndRun.class),
                row(STOPPING, new StepsCancelled(), STOPPED),
                row(STOPPING, new StepFailed(FAILURE), STOPPED),
                row(STOPPING, new RunEnded(), STOPPED),
                row(STARTING, new ProblemAppeared(BLOCKING), STARTING),
                row(RUNNING, new ProblemAppeared(BLOCKING), DEGRADED),
                row(RUNNING, new ProblemAppeared(NOTICE), RUNNING),
                row(DEGRADED, new ProblemAppeared(NOTICE), DEGRADED),
                row(STOPPING, new ProblemAppeared(BLOCKING), STOPPING),
                row(STOPPED, new ProblemAppeared(BLOCKING), STOPPED),
                row(DEGRADED, new ProblemGone(BLOCKING.code()), RUNNING),
                row(DEGRADED, new ProblemGone(ProblemCode.RECOVERED), DEGRADED),
                row(RUNNING, new RunFailed(FAILURE), STOPPING, EndRun.class),
                row(DEGRADED, new RunFailed(FAILURE), STOPPING, EndRun.class),
                row(STOPPED, new RunFailed(FAILURE), STOPPED),
                row(RUNNING, new RunEnded(), RUNNING),
                row(STOPPED, new StepsDone(), STOPPED));
    }

    private static LifecycleStatus in(ApplianceState state) {
        var status = LifecycleStatus.stopped().in(state);
        return switch (state) {
            case DEGRADED -> status.with(BLOCKING);
            case FAILED -> status.failing(FAILURE);
            default -> status;
        };
    }

    private static LifecycleStatus after(LifecycleStatus status, LifecycleEvent... events) {
        var now = status;
        for (var event : events) {
            now = StateMachine.next(now, event).next();
        }
        return now;
    }

    @ParameterizedTest
    @MethodSource("table")
    void followsTheTable(Row row) {
        var transition = StateMachine.next(in(row.from()), row.event());

        assertThat(transition.next().state()).isEqualTo(row.to());
        assertThat(transition.effects().stream().<Class<?>>map(Object::getClass).toList())
                .isEqualTo(row.effects());
    }

    @Test
    void stopLetsOpenRequestsEnd() {
        assertThat(StateMachine.next(in(RUNNING), new StopAsked(DRAIN)).effects())
                .containsExactly(new EndRun(DRAIN));
    }

    @Test
    void cancelThatComesTooLateEndsTheWholeRun() {
        var late = after(in(STARTING), new CancelAsked());

        assertThat(StateMachine.next(late, new StepsDone()).effects()).containsExactly(AT_ONCE);
    }

    @Test
    void restartStartsAfterTheStop() {
        var stopping = after(in(RUNNING), new RestartAsked(DRAIN));

        var transition = StateMachine.next(stopping, new RunEnded());

        assertThat(transition.next().state()).isEqualTo(STARTING);
        assertThat(transition.next().startAfterStop()).isFalse();
        assertThat(transition.effects()).containsExactly(new RunSteps());
    }

    @Test
    void stopDuringARestartWins() {
        var status = after(in(RUNNING), new RestartAsked(DRAIN), new StopAsked(DRAIN), new RunEnded());

        assertThat(status.state()).isEqualTo(STOPPED);
        assertThat(status.desiredRunning()).isFalse();
    }

    @Test
    void runThatFailsEndsAsFailed() {
        var status = after(in(RUNNING), new RunFailed(FAILURE), new RunEnded());

        assertThat(status.state()).isEqualTo(FAILED);
        assertThat(status.failure()).contains(FAILURE);
    }

    @Test
    void newStartForgetsOldProblems() {
        var status = after(in(FAILED).with(NOTICE), new StartAsked());

        assertThat(status.problems()).isEmpty();
        assertThat(status.failure()).isEqualTo(Optional.empty());
        assertThat(status.desiredRunning()).isTrue();
    }

    @Test
    void problemDuringTheStartCountsWhenItIsDone() {
        assertThat(after(in(STARTING), new ProblemAppeared(BLOCKING), new StepsDone())
                        .state())
                .isEqualTo(DEGRADED);
        assertThat(after(in(STARTING), new ProblemAppeared(NOTICE), new StepsDone()))
                .isEqualTo(in(RUNNING).with(NOTICE));
    }

    @Test
    void problemOfOneCodeIsOnTheListOnce() {
        assertThat(after(in(RUNNING), new ProblemAppeared(BLOCKING), new ProblemAppeared(BLOCKING))
                        .problems())
                .containsExactly(BLOCKING);
    }

    @ParameterizedTest
    @EnumSource(ApplianceState.class)
    void stopMeansThatItShouldNotRun(ApplianceState state) {
        assertThat(after(in(state).desiring(true), new StopAsked(DRAIN)).desiredRunning())
                .isFalse();
    }
}
