package org.quiltappliance.server.lifecycle;

import java.time.Duration;

/** What can happen to the registry: commands of people, and news of the work that is done for them. */
sealed interface LifecycleEvent {

    record StartAsked() implements LifecycleEvent {}

    /** @param drain how long open requests may take to end */
    record StopAsked(Duration drain) implements LifecycleEvent {}

    record RestartAsked(Duration drain) implements LifecycleEvent {}

    /** Gives up the start that is under way. */
    record CancelAsked() implements LifecycleEvent {}

    /** A start that was not asked for by people must not happen. */
    record StartRefused(Problem problem) implements LifecycleEvent {}

    record StepsDone() implements LifecycleEvent {}

    /** A step failed, and what the start did is undone. */
    record StepFailed(Problem problem) implements LifecycleEvent {}

    /** The start was given up, and what it did is undone. */
    record StepsCancelled() implements LifecycleEvent {}

    /** Everything of the run is closed. */
    record RunEnded() implements LifecycleEvent {}

    record ProblemAppeared(Problem problem) implements LifecycleEvent {}

    record ProblemGone(ProblemCode code) implements LifecycleEvent {}

    /** The run cannot go on. */
    record RunFailed(Problem problem) implements LifecycleEvent {}
}
