package org.quiltappliance.server.lifecycle;

import static org.quiltappliance.server.lifecycle.ApplianceState.DEGRADED;
import static org.quiltappliance.server.lifecycle.ApplianceState.FAILED;
import static org.quiltappliance.server.lifecycle.ApplianceState.RUNNING;
import static org.quiltappliance.server.lifecycle.ApplianceState.STARTING;
import static org.quiltappliance.server.lifecycle.ApplianceState.STOPPED;
import static org.quiltappliance.server.lifecycle.ApplianceState.STOPPING;

import java.time.Duration;
import java.util.List;
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

/**
 * Which changes of state there are ({@code control-panel.md} 5.3), as a pure function. News that comes too late for the
 * state it was meant for changes nothing.
 */
final class StateMachine {

    /** What comes next, and what is to be done about it, in order. */
    record Transition(LifecycleStatus next, List<LifecycleEffect> effects) {}

    private StateMachine() {}

    static Transition next(LifecycleStatus now, LifecycleEvent event) {
        if (event instanceof StartAsked) {
            return start(now);
        } else if (event instanceof StopAsked stop) {
            return stop(now, stop.drain());
        } else if (event instanceof RestartAsked restart) {
            return restart(now, restart.drain());
        } else if (event instanceof CancelAsked) {
            return now.state() == STARTING ? stop(now, Duration.ZERO) : reject(now, "No start is under way.");
        } else if (event instanceof StartRefused refused) {
            boolean settledDown = now.state() == STOPPED || now.state() == FAILED;
            return settledDown ? to(now.failing(refused.problem()).in(FAILED)) : to(now);
        } else if (event instanceof ProblemAppeared appeared) {
            return judged(now.state() == STARTING || now.state().isUp() ? now.with(appeared.problem()) : now);
        } else if (event instanceof ProblemGone gone) {
            return judged(now.without(gone.code()));
        } else if (event instanceof RunFailed failed) {
            return now.state().isUp()
                    ? to(now.failing(failed.problem()).in(STOPPING), new EndRun(Duration.ZERO))
                    : to(now);
        } else {
            return news(now, event);
        }
    }

    private static Transition start(LifecycleStatus now) {
        return switch (now.state()) {
            case STOPPED, FAILED -> to(now.cleared().desiring(true).in(STARTING), new RunSteps());
            case STARTING -> reject(now, "The registry is starting already.");
            case RUNNING, DEGRADED -> reject(now, "The registry is running already.");
            case STOPPING -> reject(now, "The registry is still stopping. Try again when it has stopped.");
        };
    }

    private static Transition stop(LifecycleStatus now, Duration drain) {
        var stopping = now.desiring(false).startingAfterStop(false).in(STOPPING);
        return switch (now.state()) {
            case STOPPED, FAILED -> reject(now.desiring(false), "The registry is not running.");
            case STARTING -> to(stopping, new CancelSteps());
            case RUNNING, DEGRADED -> to(stopping, new EndRun(drain));
            case STOPPING -> to(stopping);
        };
    }

    private static Transition restart(LifecycleStatus now, Duration drain) {
        var stopping = now.desiring(true).startingAfterStop(true).in(STOPPING);
        return switch (now.state()) {
            case STOPPED, FAILED -> start(now);
            case STARTING -> to(stopping, new CancelSteps());
            case RUNNING, DEGRADED -> to(stopping, new EndRun(drain));
            case STOPPING -> to(stopping);
        };
    }

    /** News of the steps and of the end of a run. */
    private static Transition news(LifecycleStatus now, LifecycleEvent event) {
        if (now.state() == STARTING) {
            if (event instanceof StepsDone) {
                return judged(now.in(RUNNING));
            } else if (event instanceof StepFailed failed) {
                return to(now.failing(failed.problem()).in(FAILED));
            }
        } else if (now.state() == STOPPING) {
            if (event instanceof StepsDone) {
                // The cancelling came too late: there is a whole run to end now.
                return to(now, new EndRun(Duration.ZERO));
            } else if (event instanceof RunEnded || event instanceof StepsCancelled || event instanceof StepFailed) {
                return ended(now);
            }
        }
        return to(now);
    }

    private static Transition ended(LifecycleStatus now) {
        if (now.startAfterStop()) {
            return to(now.cleared().startingAfterStop(false).in(STARTING), new RunSteps());
        }
        return now.failure().isPresent() ? to(now.in(FAILED)) : to(now.cleared().in(STOPPED));
    }

    /** RUNNING or DEGRADED, as the problems say. */
    private static Transition judged(LifecycleStatus now) {
        return to(now.state().isUp() ? now.in(now.isBlocked() ? DEGRADED : RUNNING) : now);
    }

    private static Transition reject(LifecycleStatus now, String reason) {
        return to(now, new Reject(reason));
    }

    private static Transition to(LifecycleStatus next, LifecycleEffect... effects) {
        return new Transition(next, List.of(effects));
    }
}
