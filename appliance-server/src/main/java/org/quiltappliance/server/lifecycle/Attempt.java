package org.quiltappliance.server.lifecycle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The work of one step on a thread that is lent to it, and the means to interrupt just that work. */
final class Attempt implements Runnable {

    private final Step step;
    private final Progress progress;
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Thread thread;

    Attempt(Step step, Progress progress) {
        this.step = step;
        this.progress = progress;
    }

    /** Completes when the work has ended, exceptionally when it failed. */
    CompletableFuture<Void> result() {
        return result;
    }

    @Override
    public void run() {
        runsOn(Thread.currentThread());
        try {
            step.work().run(progress);
            result.complete(null);
        } catch (Throwable failed) { // whoever waits must hear of it
            result.completeExceptionally(failed);
        } finally {
            runsOn(null);
            // The thread goes back to its pool: an interrupt that came last must not meet the next work.
            Thread.interrupted();
            ended.countDown();
        }
    }

    private synchronized void runsOn(@Nullable Thread lent) {
        thread = lent;
    }

    /** Interrupts the work. @return whether it ended within that time */
    boolean interrupt(Duration grace) {
        synchronized (this) {
            if (thread != null) {
                thread.interrupt();
            }
        }
        try {
            return ended.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
