package org.quiltappliance.server;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.lifecycle.Activity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets one long task at a time go on in this process. */
final class Tasks implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Tasks.class);
    private static final int FAREWELL_SECONDS = 20;

    private final Consumer<Optional<Activity>> shown;
    private final Clock clock;
    private final AtomicLong ids = new AtomicLong();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        var made = new Thread(work, "task");
        made.setDaemon(true);
        return made;
    });
    private @Nullable Task<?> present;

    /** @param shown hears what is under way, and when nothing is any more */
    Tasks(Consumer<Optional<Activity>> shown, Clock clock) {
        this.shown = shown;
        this.clock = clock;
    }

    /**
     * Begins it.
     *
     * @throws Conflict when another one is under way
     */
    synchronized <T> Task<T> begin(Activity.Kind kind, Task.Work<T> work) {
        if (present != null) {
            throw new Conflict("This cannot begin now: "
                    + label(present.activity().kind()) + " is under way. Wait until that is done, or cancel it.");
        }
        var activity = new Activity(ids.incrementAndGet(), kind, "Getting ready", -1, 0, -1, 0, clock.instant(), true);
        var task = new Task<>(activity, work, now -> shown.accept(Optional.of(now)));
        present = task;
        task.result()
                .whenComplete((done, failed) ->
                        log.info("{} {}", label(kind), failed == null ? "is done." : "did not succeed: " + failed));
        thread.execute(() -> task.run(this::ended));
        return task;
    }

    private synchronized void ended() {
        present = null;
        shown.accept(Optional.empty());
    }

    private static String label(Activity.Kind kind) {
        return switch (kind) {
            case BACKUP -> "A backup";
            case RESTORE -> "A restore";
            case VERIFY -> "A verification";
            case CLEANUP -> "A clean up";
            case CARRY_OVER -> "A carry-over";
            case IMPORT -> "An import";
            case ACCOUNTS -> "Work on accounts";
            case SECRETS -> "The change of a secret";
            case UPGRADE -> "An upgrade of the database";
            case MOVE -> "A move of the data";
            case IMAGE_PULL, IMAGE_LOAD -> "Getting an image";
            case CONTAINERS -> "Work on containers";
            case FIX -> "A fix";
        };
    }

    /** What is under way. */
    synchronized Optional<Task<?>> present() {
        return Optional.ofNullable(present);
    }

    /** Gives up what is under way and can be given up. Returns when it has undone what it began. */
    void cancel() {
        present().filter(task -> task.activity().cancellable()).ifPresent(task -> {
            task.cancel();
            task.result().exceptionally(failed -> null).join();
        });
    }

    /** As {@link #cancel()}, and waits for what can no longer be given up, too. */
    void end() {
        present().ifPresent(task -> {
            task.cancel();
            task.result().exceptionally(failed -> null).join();
        });
    }

    @Override
    public void close() {
        cancel();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                log.warn("A task did not end.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
