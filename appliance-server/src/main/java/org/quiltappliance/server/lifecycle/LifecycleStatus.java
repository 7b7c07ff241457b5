package org.quiltappliance.server.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the state machine remembers.
 *
 * @param desiredRunning whether the last command of people wants it to run
 * @param startAfterStop whether a stop is the first half of a restart
 * @param problems present ones, at most one of a code, oldest first
 * @param failure why it is or will be FAILED
 */
record LifecycleStatus(
        ApplianceState state,
        boolean desiredRunning,
        boolean startAfterStop,
        List<Problem> problems,
        Optional<Problem> failure) {

    LifecycleStatus {
        problems = List.copyOf(problems);
    }

    static LifecycleStatus stopped() {
        return new LifecycleStatus(ApplianceState.STOPPED, false, false, List.of(), Optional.empty());
    }

    boolean isBlocked() {
        return problems.stream().anyMatch(Problem::isBlocking);
    }

    LifecycleStatus in(ApplianceState other) {
        return new LifecycleStatus(other, desiredRunning, startAfterStop, problems, failure);
    }

    LifecycleStatus desiring(boolean running) {
        return new LifecycleStatus(state, running, startAfterStop, problems, failure);
    }

    LifecycleStatus startingAfterStop(boolean start) {
        return new LifecycleStatus(state, desiredRunning, start, problems, failure);
    }

    LifecycleStatus failing(Problem problem) {
        return new LifecycleStatus(state, desiredRunning, startAfterStop, problems, Optional.of(problem));
    }

    /** Without what belongs to a run that is over. */
    LifecycleStatus cleared() {
        return new LifecycleStatus(state, desiredRunning, startAfterStop, List.of(), Optional.empty());
    }

    LifecycleStatus with(Problem problem) {
        var all = new ArrayList<>(without(problem.code()).problems());
        all.add(problem);
        return new LifecycleStatus(state, desiredRunning, startAfterStop, all, failure);
    }

    LifecycleStatus without(ProblemCode code) {
        var rest = problems.stream().filter(problem -> problem.code() != code).toList();
        return new LifecycleStatus(state, desiredRunning, startAfterStop, rest, failure);
    }
}
