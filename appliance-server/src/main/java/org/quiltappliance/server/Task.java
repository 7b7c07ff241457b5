package org.quiltappliance.server;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.lifecycle.Activity;

/**
 * A long piece of work with progress, which can be given up ({@code control-panel.md} UI-T2). Its result ends
 * exceptionally with what the work threw: {@link CancellationException} when it was given up and nothing was done.
 *
 * @param <T> what comes out
 */
public final class Task<T> {

    /** What is done, on a thread of its own that is interrupted to give it up. */
    @FunctionalInterface
    interface Work<T> {
        T run(TaskProgress progress) throws Exception;
    }

    private final Work<T> work;
    private final Consumer<Activity> shown;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile Activity activity;

    // Guarded by this.
    private boolean cancelled;
    private @Nullable Thread thread;

    Task(Activity activity, Work<T> work, Consumer<Activity> shown) {
        this.activity = activity;
        this.work = work;
        this.shown = shown;
    }

    /** What comes out in the end. */
    public CompletableFuture<T> result() {
        return result.copy();
    }

    /** How far it is. */
    public Activity activity() {
        return activity;
    }

    /** Gives it up, unless it cannot be any more. It undoes what it began before {@link #result()} ends. */
    public synchronized void cancel() {
        if (activity.cancellable()) {
            cancelled = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /**
     * Does it, on the present thread.
     *
     * @param over called when nothing is under way any more, before anybody hears of the result
     */
    void run(Runnable over) {
        synchronized (this) {
            thread = Thread.currentThread();
            if (cancelled) {
                thread.interrupt();
            }
        }
        shown.accept(activity);
        try {
            T done = work.run(new Told());
            end();
            over.run();
            result.complete(done);
        } catch (Throwable failed) { // whoever waits must hear of it
            end();
            over.run();
            result.completeExceptionally(failed);
        }
    }

    private synchronized void end() {
        thread = null;
        Thread.interrupted();
    }

    private void change(UnaryOperator<Activity> change) {
        activity = change.apply(activity);
    }

    private final class Told implements TaskProgress {

        private static final long PAUSE_NANOS = 200_000_000;

        private long last = System.nanoTime();

        @Override
        public void tell(String detail) {
            change(present -> present.at(detail, -1, -1));
            shown.accept(activity);
        }

        @Override
        public void decide() {
            synchronized (Task.this) {
                if (cancelled) {
                    throw new CancellationException("The work was cancelled.");
                }
                change(Activity::decided);
            }
            shown.accept(activity);
        }

        @Override
        public void begin(Phase phase, long items, long bytes) {
            change(present -> present.at(words(phase), items, bytes));
            shown.accept(activity);
        }

        private static String words(Phase phase) {
            return switch (phase) {
                case TABLES -> "Copying tables";
                case OBJECTS -> "Copying objects";
                case VERIFY -> "Reading everything again";
                case FILE -> "Working on the archive";
                case CLEAN_UP -> "Looking for what nobody needs";
                case USERS -> "Bringing users over";
                case PACKAGES -> "Bringing packages over";
                case EVENTS -> "Bringing events over";
            };
        }

        @Override
        public void advance(long items, long bytes) {
            change(present -> present.advanced(items, bytes));
            long now = System.nanoTime();
            if (now - last > PAUSE_NANOS) {
                last = now;
                shown.accept(activity);
            }
        }
    }
}
