package org.quiltappliance.server.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.quiltappliance.server.lifecycle.LifecycleEvent.ProblemAppeared;
import org.quiltappliance.server.lifecycle.LifecycleEvent.ProblemGone;
import org.quiltappliance.server.lifecycle.LifecycleEvent.RunFailed;
import org.quiltappliance.server.lifecycle.Watch.Memory;
import org.quiltappliance.server.lifecycle.Watch.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the watched things of one run, again and again, and tells what changed ({@code control-panel.md} 5.3). */
final class Watcher {

    private static final Logger log = LoggerFactory.getLogger(Watcher.class);

    /** At most between two looks that should agree. */
    private static final Duration SOON = Duration.ofSeconds(2);

    /** Shows that everything works. */
    interface Proof {
        void run() throws Exception;
    }

    private final Consumer<LifecycleEvent> news;
    private final Proof proof;
    private final ScheduledExecutorService timer;
    private final Executor workers;
    private final WakeSense wakeSense;
    private final Map<Watch, Next> next = new ConcurrentHashMap<>();
    private final Map<Watch, Problem> told = new ConcurrentHashMap<>();
    private volatile boolean watching;

    /** What comes next of a watch, and what is known by then. */
    private record Next(Future<?> look, Memory memory) {}

    Watcher(
            Consumer<LifecycleEvent> news,
            Proof proof,
            ScheduledExecutorService timer,
            Executor workers,
            WakeSense wakeSense) {
        this.news = news;
        this.proof = proof;
        this.timer = timer;
        this.workers = workers;
        this.wakeSense = wakeSense;
    }

    /** Begins; does nothing when it has begun already. */
    void start(List<Watch> watches) {
        if (!watching) {
            watching = true;
            watches.forEach(watch -> later(watch, Memory.FRESH, Duration.ZERO));
        }
    }

    void stop() {
        watching = false;
    }

    private void later(Watch watch, Memory memory, Duration pause) {
        if (!watching) {
            return;
        }
        try {
            var look = timer.schedule(
                    () -> workers.execute(() -> look(watch, memory)), pause.toMillis(), TimeUnit.MILLISECONDS);
            next.put(watch, new Next(look, memory));
        } catch (RejectedExecutionException closed) {
            watching = false;
        }
    }

    private void look(Watch watch, Memory memory) {
        if (!watching) {
            return;
        }
        if (wakeSense.hasSlept()) {
            log.info("The computer has slept or its clock was set; everything is looked at now.");
            next.keySet().stream().filter(other -> !other.equals(watch)).forEach(this::now);
        }
        try {
            Optional<Problem> problem = watch.probe().look();
            var next = conclude(watch, memory.saw(problem.isPresent()), problem);
            later(watch, next, next.isDoubtful() ? soon(watch) : watch.pause());
        } catch (ProblemException unrecoverable) {
            news.accept(new RunFailed(unrecoverable.problem()));
        } catch (Throwable unknown) {
            // Also when memory is short for a moment: nobody would look again, and the state would never change.
            log.warn("Nothing can be told about {}.", watch.code(), unknown);
            later(watch, memory, watch.pause());
        }
    }

    /** Much may have changed meanwhile (LC-4). */
    private void now(Watch watch) {
        Next planned = next.get(watch);
        if (planned != null && planned.look().cancel(false)) {
            later(watch, planned.memory(), Duration.ZERO);
        }
    }

    private static Duration soon(Watch watch) {
        return watch.pause().compareTo(SOON) < 0 ? watch.pause() : SOON;
    }

    private Memory conclude(Watch watch, Memory memory, Optional<Problem> problem) {
        Verdict verdict = memory.verdict();
        if (verdict == Verdict.APPEARED) {
            problem.ifPresent(found -> tell(watch, found));
            return memory.settled();
        }
        if (verdict == Verdict.GONE && isProven(watch)) {
            told.remove(watch);
            news.accept(new ProblemGone(watch.code()));
            return memory.settled();
        }
        if (memory.present()) {
            problem.filter(found -> isOther(watch, found)).ifPresent(found -> tell(watch, found));
        }
        return memory;
    }

    private void tell(Watch watch, Problem found) {
        told.put(watch, found);
        news.accept(new ProblemAppeared(found));
    }

    /** It may have become more urgent. */
    private boolean isOther(Watch watch, Problem found) {
        Problem before = told.get(watch);
        return before != null && !before.saysTheSameAs(found);
    }

    /** Looks at everything at once: somebody did something about it. */
    void lookNow() {
        next.keySet().forEach(this::now);
    }

    private boolean isProven(Watch watch) {
        try {
            proof.run();
            return true;
        } catch (Exception failed) {
            log.warn("{} seems to be gone, but the check of the registry fails.", watch.code(), failed);
            return false;
        }
    }
}
