package org.quiltappliance.server.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.lifecycle.LifecycleEvent.CancelAsked;
import org.quiltappliance.server.lifecycle.LifecycleEvent.ProblemAppeared;
import org.quiltappliance.server.lifecycle.LifecycleEvent.ProblemGone;
import org.quiltappliance.server.lifecycle.LifecycleEvent.RestartAsked;
import org.quiltappliance.server.lifecycle.LifecycleEvent.RunEnded;
import org.quiltappliance.server.lifecycle.LifecycleEvent.StartAsked;
import org.quiltappliance.server.lifecycle.LifecycleEvent.StartRefused;
import org.quiltappliance.server.lifecycle.LifecycleEvent.StepFailed;
import org.quiltappliance.server.lifecycle.LifecycleEvent.StepsCancelled;
import org.quiltappliance.server.lifecycle.LifecycleEvent.StepsDone;
import org.quiltappliance.server.lifecycle.LifecycleEvent.StopAsked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops the registry. One thread handles every command and every piece of news in turn, so that none
 * interleave ({@code control-panel.md} UI-T5); the work itself is done by others.
 */
public final class Lifecycle implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);

    private final Supplier<Plan> plans;
    private final BiFunction<String, String, Problem> unexpected;
    private final Clock clock;
    private final StepTimes times;
    private final ScheduledThreadPoolExecutor loop;
    private final ExecutorService workers;
    private final List<Consumer<ApplianceSnapshot>> subscribers = new CopyOnWriteArrayList<>();
    private final Map<Part, Instant> looks = new ConcurrentHashMap<>();
    private final Map<Part, Problem> troubles = new ConcurrentHashMap<>();
    private final String version;
    private final String instanceId;
    private volatile ApplianceSnapshot snapshot;

    // What follows belongs to the loop's thread.
    private LifecycleStatus status = LifecycleStatus.stopped();
    private Instant since;
    private RunFacts facts = RunFacts.NONE;
    private List<StepView> steps = List.of();
    private @Nullable Run run;
    private Optional<Activity> activity = Optional.empty();
    private Optional<StoredCounts> storage = Optional.empty();
    private final List<Command> waiting = new ArrayList<>();

    private record Run(Plan plan, StepRunner runner, Watcher watcher) {}

    private record Command(boolean wantsRunning, CompletableFuture<Outcome> answer) {}

    /**
     * @param plans makes the plan of each start
     * @param unexpected makes a problem of the label of a step and the message of a failure nobody foresaw
     */
    public Lifecycle(
            Supplier<Plan> plans,
            BiFunction<String, String, Problem> unexpected,
            String version,
            String instanceId,
            Clock clock) {
        this(plans, unexpected, version, instanceId, clock, StepTimes.forgetful());
    }

    /** @param times how long steps usually take */
    public Lifecycle(
            Supplier<Plan> plans,
            BiFunction<String, String, Problem> unexpected,
            String version,
            String instanceId,
            Clock clock,
            StepTimes times) {
        this.times = times;
        this.plans = plans;
        this.unexpected = unexpected;
        this.version = version;
        this.instanceId = instanceId;
        this.clock = clock;
        since = clock.instant();
        loop = new ScheduledThreadPoolExecutor(1, daemon("lifecycle"));
        loop.setRemoveOnCancelPolicy(true);
        loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        workers = Executors.newCachedThreadPool(daemon("lifecycle-work"));
        snapshot = current();
    }

    private static ThreadFactory daemon(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** How things are now. */
    public ApplianceSnapshot snapshot() {
        return snapshot;
    }

    /** When that part was last looked at while the present or last run was watched; empty for what is not watched. */
    public Optional<Instant> lookedAt(Part part) {
        return Optional.ofNullable(looks.get(part));
    }

    /** The last problem of that part since this process began, present or gone. */
    public Optional<Problem> lastTrouble(Part part) {
        return Optional.ofNullable(troubles.get(part));
    }

    /** Calls back with every later snapshot, in order, on the lifecycle's thread; must be quick. */
    public Subscription subscribe(Consumer<ApplianceSnapshot> subscriber) {
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    /** Done when running; never ends exceptionally, like the others below. */
    public CompletableFuture<Outcome> start() {
        return command(new StartAsked(), true);
    }

    /** Done when stopped. @param drain how long open requests may take to end */
    public CompletableFuture<Outcome> stop(Duration drain) {
        return command(new StopAsked(drain), false);
    }

    /** Done when running again. */
    public CompletableFuture<Outcome> restart(Duration drain) {
        return command(new RestartAsked(drain), true);
    }

    /** Gives up a start. Done when stopped. */
    public CompletableFuture<Outcome> cancel() {
        return command(new CancelAsked(), false);
    }

    /** Says that it must not start by itself. */
    public CompletableFuture<Outcome> refuse(Problem problem) {
        return command(new StartRefused(problem), true);
    }

    private CompletableFuture<Outcome> command(LifecycleEvent event, boolean wantsRunning) {
        var command = new Command(wantsRunning, new CompletableFuture<>());
        try {
            loop.execute(() -> handle(event, command));
        } catch (RejectedExecutionException closed) {
            command.answer().complete(new Outcome.Rejected("The appliance is closing."));
        }
        return command.answer();
    }

    /** Shows a long task that is under way, or that none is. */
    public void show(Optional<Activity> present) {
        onLoop(() -> {
            activity = present;
            publish();
        });
    }

    /** Shows how much the present run holds. */
    public void show(StoredCounts counted) {
        onLoop(() -> {
            if (status.state().isUp() && !storage.equals(Optional.of(counted))) {
                storage = Optional.of(counted);
                publish();
            }
        });
    }

    /** The registry that runs is called so from now on. */
    public void rename(String name) {
        onLoop(() -> {
            if (status.state().isUp() && !facts.name().equals(name)) {
                facts = facts.of(facts.mode(), name, facts.location());
                publish();
            }
        });
    }

    /** Shows a problem that somebody else found while the registry runs. */
    public void show(Problem problem) {
        tell(new ProblemAppeared(problem));
    }

    /** Takes a notice off the list that people have read and that nothing watches. */
    public void dismiss(ProblemCode code) {
        tell(new ProblemGone(code));
    }

    /** Looks at once at everything that is watched: somebody did something about it. */
    public void lookNow() {
        onLoop(() -> {
            if (run != null && status.state().isUp()) {
                run.watcher().lookNow();
            }
        });
    }

    /** News from other threads; too late after the end. */
    void tell(LifecycleEvent event) {
        onLoop(() -> handle(event, null));
    }

    private void onLoop(Runnable work) {
        try {
            loop.execute(work);
        } catch (RejectedExecutionException closed) {
            log.debug("News after the end was dropped.");
        }
    }

    private void handle(LifecycleEvent event, @Nullable Command command) {
        var before = status.state();
        if (event instanceof ProblemAppeared appeared) {
            concerned(appeared.problem().code()).ifPresent(part -> troubles.put(part, appeared.problem()));
        }
        var transition = StateMachine.next(status, event);
        status = transition.next();
        if (status.state() != before) {
            since = clock.instant();
            log.info("{} -> {}", before, status.state());
            change(status.state());
        }
        boolean rejected = false;
        for (var effect : transition.effects()) {
            rejected |= effect instanceof LifecycleEffect.Reject;
            perform(effect, command);
        }
        publish();
        if (command != null && !rejected) {
            waiting.add(command);
        }
        answer();
    }

    private void change(ApplianceState state) {
        if (state.isUp() && run != null) {
            run.watcher().start(run.plan().watches().stream().map(this::noting).toList());
        } else if (run != null && state != ApplianceState.STARTING) {
            run.watcher().stop();
        }
        if (state == ApplianceState.STOPPED || state == ApplianceState.FAILED) {
            run = null;
            facts = facts.ended();
            storage = Optional.empty();
        }
    }

    /** The same watch, which leaves a note of each look that told something. */
    private Watch noting(Watch watch) {
        Optional<Part> part = concerned(watch.code());
        return part.isEmpty()
                ? watch
                : new Watch(watch.code(), watch.pause(), () -> {
                    Optional<Problem> found = watch.probe().look();
                    looks.put(part.get(), clock.instant());
                    return found;
                });
    }

    private void perform(LifecycleEffect effect, @Nullable Command command) {
        if (effect instanceof LifecycleEffect.RunSteps) {
            runSteps();
        } else if (effect instanceof LifecycleEffect.CancelSteps && run != null) {
            run.runner().cancel();
        } else if (effect instanceof LifecycleEffect.EndRun end && run != null) {
            var ending = run;
            workers.execute(() -> end(ending, end.drain()));
        } else if (effect instanceof LifecycleEffect.Reject reject && command != null) {
            command.answer().complete(new Outcome.Rejected(reject.reason()));
        }
    }

    private void runSteps() {
        var plan = plans.get();
        var list = plan.steps();
        var listener = new Listener(plan);
        var runner = new StepRunner(list, listener, workers);
        run = new Run(plan, runner, new Watcher(listener::tell, plan::prove, loop, workers, new WakeSense(clock)));
        facts = RunFacts.NONE;
        looks.clear();
        steps = list.stream().map(StepView::waiting).toList();
        workers.execute(() -> {
            var outcome = runner.run();
            if (outcome instanceof StepRunner.Outcome.Failed failed) {
                tell(new StepFailed(failed.problem()));
            } else if (outcome instanceof StepRunner.Outcome.Done) {
                times.keep(listener.took());
                tell(new StepsDone());
            } else {
                tell(new StepsCancelled());
            }
        });
    }

    private void end(Run ending, Duration drain) {
        try {
            ending.plan().drain(drain);
        } catch (RuntimeException | Error failed) { // whatever happens, the run has to end
            log.error("Open requests could not be waited for.", failed);
        }
        ending.runner().undo();
        tell(new RunEnded());
    }

    private void answer() {
        if (!status.state().isSettled()) {
            return;
        }
        for (var command : List.copyOf(waiting)) {
            command.answer().complete(outcome(command.wantsRunning()));
        }
        waiting.clear();
    }

    private Outcome outcome(boolean wantsRunning) {
        if (status.state().isUp() == wantsRunning) {
            return new Outcome.Done(snapshot);
        }
        return wantsRunning && status.failure().isPresent()
                ? new Outcome.Failed(status.failure().get())
                : new Outcome.Overtaken(snapshot);
    }

    private void publish() {
        snapshot = current();
        for (var subscriber : subscribers) {
            try {
                subscriber.accept(snapshot);
            } catch (RuntimeException failed) {
                log.error("A subscriber failed.", failed);
            }
        }
    }

    private ApplianceSnapshot current() {
        return new ApplianceSnapshot(
                status.state(),
                facts.mode(),
                status.desiredRunning(),
                since,
                version,
                instanceId,
                facts.name(),
                steps,
                components(),
                status.problems(),
                status.state() == ApplianceState.FAILED ? status.failure() : Optional.empty(),
                facts.endpoints(),
                facts.location(),
                activity,
                storage);
    }

    /** As the steps found them, and as problems tell since then. */
    private Map<Part, Component> components() {
        var all = new EnumMap<Part, Component>(Part.class);
        all.putAll(facts.components());
        for (Problem problem : status.problems()) {
            concerned(problem.code())
                    .filter(all::containsKey)
                    .ifPresent(part ->
                            all.put(part, new Component(Component.Health.DOWN, problem.message(), problem.since())));
        }
        return all;
    }

    private static Optional<Part> concerned(ProblemCode code) {
        return switch (code) {
            case DB_DOWN -> Optional.of(Part.DATABASE);
            case STORE_DOWN -> Optional.of(Part.STORE);
            case DOCKER_GONE -> Optional.of(Part.DOCKER);
            case MAIL_FAILING -> Optional.of(Part.MAIL);
            default -> Optional.empty();
        };
    }

    /** Ends the threads. A run must have been stopped before. */
    @Override
    public void close() {
        loop.shutdown();
        workers.shutdownNow();
        try {
            if (!loop.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("The lifecycle's thread did not end.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends a subscription. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Brings news of one run to the loop, as long as that is the present one: a step left behind may speak up late. */
    private final class Listener implements StepRunner.Listener {

        private final Plan plan;
        private final Map<Step, Long> begun = new ConcurrentHashMap<>();
        private final Map<Step, Duration> took = new ConcurrentHashMap<>();

        Listener(Plan plan) {
            this.plan = plan;
        }

        Map<Step, Duration> took() {
            return Map.copyOf(took);
        }

        private void whilePresent(Runnable work) {
            onLoop(() -> {
                if (run != null && run.plan() == plan) {
                    work.run();
                }
            });
        }

        void tell(LifecycleEvent event) {
            whilePresent(() -> handle(event, null));
        }

        @Override
        public void began(Step step) {
            begun.put(step, System.nanoTime());
            change(step, view -> view.begun(clock.instant()));
            times.usual(step)
                    .ifPresent(usual -> later(times.late(usual), () -> {
                        String text = "Taking longer than usual: " + words(usual) + " as a rule";
                        change(step, view -> view.delayed(text));
                    }));
        }

        private void later(Duration pause, Runnable work) {
            try {
                loop.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                log.debug("News after the end was dropped.");
            }
        }

        private static String words(Duration time) {
            return time.toSeconds() == 0 ? "less than a second" : Problems.words(time);
        }

        @Override
        public void ended(Step step, StepView.Status how) {
            Long since = begun.get(step);
            if (since != null && how == StepView.Status.DONE) {
                took.put(step, Duration.ofNanos(System.nanoTime() - since));
            }
            change(step, view -> view.ended(how, clock.instant()));
        }

        @Override
        public Problem problem(Step step, String message) {
            return unexpected.apply(step.label(), message);
        }

        @Override
        public Progress progress(Step step) {
            return new Progress() {
                @Override
                public void detail(String text) {
                    change(step, view -> view.detailed(text));
                }

                @Override
                public void share(double done) {
                    change(step, view -> view.at(done));
                }

                @Override
                public void report(Problem notice) {
                    tell(new ProblemAppeared(notice));
                }

                @Override
                public void facts(UnaryOperator<RunFacts> change) {
                    whilePresent(() -> {
                        facts = change.apply(facts);
                        publish();
                    });
                }
            };
        }

        private void change(Step step, UnaryOperator<StepView> change) {
            whilePresent(() -> {
                steps = steps.stream()
                        .map(view -> view.id().equals(step.id()) ? change.apply(view) : view)
                        .toList();
                publish();
            });
        }
    }
}
