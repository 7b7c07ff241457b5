package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.PanelConfig;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.Lifecycle;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops runs of the registry with regard to what is under way: tasks, open requests, and data that would be lost. Its verbs are those
 * of {@link ApplianceService}, which says what they promise.
 */
final class StartStop {

    private static final Logger log = LoggerFactory.getLogger(StartStop.class);

    private static final Duration BETWEEN_IDLE_LOOKS = Duration.ofMillis(250);

    /** How long the data of a test mode may take to be saved when the computer wants to end. */
    private static final Duration RESCUE = Duration.ofSeconds(15);

    private static final Set<Activity.Kind> OPENING =
            Set.of(Activity.Kind.ACCOUNTS, Activity.Kind.SECRETS, Activity.Kind.CONTAINERS);

    private final Lifecycle lifecycle;
    private final EarlierRun earlier;
    private final Problems problems;
    private final Tasks tasks;
    private final DataService data;
    private final Appliance appliance;
    private final ScheduledExecutorService heart;
    private final Clock clock;

    /** Whether the next run is one without changes. */
    private final AtomicBoolean readOnly = new AtomicBoolean();

    private volatile Optional<String> rescued = Optional.empty();

    /** What starting and stopping asks of the appliance. */
    interface Appliance {

        SettingsSource settings();

        DataAccess.Running state();

        /** Requests that are under way now. */
        int openRequests();
    }

    StartStop(
            Lifecycle lifecycle,
            EarlierRun earlier,
            Problems problems,
            Tasks tasks,
            DataService data,
            Appliance appliance,
            ScheduledExecutorService heart,
            Clock clock) {
        this.lifecycle = lifecycle;
        this.earlier = earlier;
        this.problems = problems;
        this.tasks = tasks;
        this.data = data;
        this.appliance = appliance;
        this.heart = heart;
        this.clock = clock;
    }

    /** Whether the run that begins now is one without changes. */
    boolean takesReadOnly() {
        return readOnly.getAndSet(false);
    }

    CompletableFuture<Outcome> start() {
        return afterWorkOnContainers().thenCompose(given -> lifecycle.start());
    }

    CompletableFuture<Outcome> startReadOnly() {
        return afterWorkOnContainers().thenCompose(given -> {
            readOnly.set(true);
            // When no run came of it, the next one has nothing to do with it.
            return lifecycle.start().whenComplete((outcome, never) -> readOnly.set(false));
        });
    }

    CompletableFuture<Outcome> resume() {
        if (!earlier.shouldResume()) {
            return CompletableFuture.completedFuture(new Outcome.Rejected("The last run was ended on purpose."));
        }
        return earlier.isCrashLoop() ? lifecycle.refuse(problems.crashLoop(earlier.crashes())) : lifecycle.start();
    }

    CompletableFuture<Outcome> stop(Duration drain) {
        return withoutTask().thenCompose(given -> lifecycle.stop(drain));
    }

    CompletableFuture<Outcome> opened() {
        try {
            return PanelConfig.of(appliance.settings().read()).startOnOpen() && !earlier.shouldResume()
                    ? start()
                    : resume();
        } catch (IOException unreadable) {
            log.warn("The settings cannot be read, so nothing is started by itself", unreadable);
            return resume();
        }
    }

    IdleStop stopWhenIdle(Duration most) {
        var waiting = new IdleStop(
                appliance::openRequests,
                most.minus(ApplianceService.DRAIN),
                clock,
                () -> stop(ApplianceService.DRAIN),
                () -> new Outcome.Overtaken(lifecycle.snapshot()));
        waitFor(waiting);
        return waiting;
    }

    private void waitFor(IdleStop waiting) {
        heart.schedule(
                () -> {
                    if (!waiting.look()) {
                        waitFor(waiting);
                    }
                },
                BETWEEN_IDLE_LOOKS.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Work on accounts and secrets of a registry that is stopped may stop a container at its end that the run would use. */
    private CompletableFuture<?> afterWorkOnContainers() {
        boolean wait = tasks.present()
                .filter(task -> OPENING.contains(task.activity().kind()))
                .isPresent();
        return wait ? CompletableFuture.runAsync(tasks::end) : CompletableFuture.completedFuture(true);
    }

    /** Gives up the task that is under way, on another thread, and waits for that. At once when there is none. */
    private CompletableFuture<?> withoutTask() {
        return tasks.present().isEmpty()
                ? CompletableFuture.completedFuture(true)
                : CompletableFuture.runAsync(tasks::cancel);
    }

    CompletableFuture<Outcome> restart() {
        return withoutTask().thenCompose(given -> lifecycle.restart(ApplianceService.DRAIN));
    }

    CompletableFuture<Outcome> stopSaving(Duration drain) {
        return CompletableFuture.runAsync(() -> {
                    tasks.cancel();
                    rescue();
                })
                .thenCompose(given -> lifecycle.stop(drain));
    }

    Optional<String> rescued() {
        return rescued;
    }

    private void rescue() {
        if (!(appliance.state() instanceof DataAccess.Running.Up up)
                || up.plan().config().mode() != Mode.TEST) {
            return;
        }
        try {
            if (up.plan().registry().count().packages() > 0) {
                var task = data.backUp("unsaved test data", Optional.empty());
                task.result()
                        .orTimeout(RESCUE.toSeconds(), TimeUnit.SECONDS)
                        .whenComplete((saved, late) -> {
                            if (late != null) {
                                task.cancel();
                            }
                        })
                        .thenAccept(saved -> {
                            rescued = Optional.of(saved.id().text());
                            log.info("The test data are saved as the backup {}.", saved.id());
                        })
                        .join();
            }
        } catch (RuntimeException failed) {
            log.warn("The test data could not be saved", failed);
        } finally {
            tasks.cancel();
        }
    }
}
