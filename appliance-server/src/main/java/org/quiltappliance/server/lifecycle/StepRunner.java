package org.quiltappliance.server.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.lifecycle.StepView.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the steps of one start in order, and takes back what they did. Made for one run; only {@link #cancel} is for all threads. */
final class StepRunner {

    private static final Logger log = LoggerFactory.getLogger(StepRunner.class);

    /** How long an interrupted step may take to end before it is left behind. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Hears of each step. */
    interface Listener {
        void began(Step step);

        void ended(Step step, Status status);

        Progress progress(Step step);

        /** Makes a problem of a failure that no step has words for. */
        Problem problem(Step step, String message);
    }

    /** How the start ended. */
    sealed interface Outcome {
        record Done() implements Outcome {}

        record Failed(Problem problem) implements Outcome {}

        record Cancelled() implements Outcome {}
    }

    private final List<Step> steps;
    private final Listener listener;
    private final Executor workers;
    private final Deque<Step> begun = new ArrayDeque<>();
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    StepRunner(List<Step> steps, Listener listener, Executor workers) {
        this.steps = steps;
        this.listener = listener;
        this.workers = workers;
    }

    /** Gives up: interrupts the present step if it may be, and runs no other. */
    void cancel() {
        cancelled.complete(null);
    }

    /** Runs all steps. After a failure or a cancel, what they did is undone before this returns. */
    Outcome run() {
        for (Step step : steps) {
            if (cancelled.isDone()) {
                undo();
                return new Outcome.Cancelled();
            }
            Optional<Problem> problem = run(step);
            if (cancelled.isDone()) {
                undo();
                return new Outcome.Cancelled();
            }
            if (problem.isPresent()) {
                undo();
                return new Outcome.Failed(problem.get());
            }
        }
        return new Outcome.Done();
    }

    private Optional<Problem> run(Step step) {
        begun.push(step);
        listener.began(step);
        Optional<Problem> problem = failure(step, attempt(step));
        listener.ended(step, problem.isPresent() || cancelled.isDone() ? Status.FAILED : Status.DONE);
        return problem;
    }

    /** What the step ended with; null for success. */
    private @Nullable Throwable attempt(Step step) {
        var attempt = new Attempt(step, listener.progress(step));
        workers.execute(attempt);
        try {
            var first = step.cancellable() ? CompletableFuture.anyOf(attempt.result(), cancelled) : attempt.result();
            first.get(step.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (!attempt.result().isDone()) {
                interrupt(step, attempt);
            }
            return null;
        } catch (ExecutionException failed) {
            return failed.getCause();
        } catch (TimeoutException late) {
            interrupt(step, attempt);
            return late;
        } catch (InterruptedException interrupted) {
            interrupt(step, attempt);
            Thread.currentThread().interrupt();
            return interrupted;
        }
    }

    private static void interrupt(Step step, Attempt attempt) {
        if (!attempt.interrupt(GRACE)) {
            log.warn("The step {} does not end; going on without it.", step.id());
        }
    }

    private Optional<Problem> failure(Step step, @Nullable Throwable failed) {
        if (failed == null || cancelled.isDone()) {
            return Optional.empty();
        }
        if (failed instanceof ProblemException known) {
            // For people it is told elsewhere; whoever looks for the reason wants to see where it came from.
            log.info("The step {} failed: {}", step.id(), known.getMessage(), known.getCause());
            return Optional.of(known.problem());
        }
        log.error("The step {} failed.", step.id(), failed);
        return Optional.of(listener.problem(
                step,
                failed instanceof TimeoutException
                        ? "not finished within " + step.timeout().toSeconds() + " seconds"
                        : String.valueOf(failed.getMessage())));
    }

    /** Takes back every step that began, in reverse. What cannot be taken back is logged, and the rest goes on. */
    void undo() {
        while (!begun.isEmpty()) {
            Step step = begun.pop();
            try {
                step.undo().run();
            } catch (Exception | Error failed) { // whatever happens, the others are undone
                log.error("The step {} could not be undone.", step.id(), failed);
            }
        }
    }
}
