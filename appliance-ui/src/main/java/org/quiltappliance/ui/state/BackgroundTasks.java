package org.quiltappliance.ui.state;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** {@link Tasks} on threads that end with the process. */
public final class BackgroundTasks implements Tasks, AutoCloseable {

    private final Executor fxThread;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.MINUTES,
            new SynchronousQueue<>(),
            BackgroundTasks::thread,
            // News that came before the end may still ask for more: nobody waits for that.
            new ThreadPoolExecutor.DiscardPolicy());

    /** @param fxThread runs what it is given on the JavaFX thread, in order */
    public BackgroundTasks(Executor fxThread) {
        this.fxThread = fxThread;
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "window-work");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public <T> Running run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        var given = new AtomicBoolean();
        Future<?> future = threads.submit(() -> {
            try {
                T result = work.call();
                tell(given, () -> done.accept(result));
            } catch (Exception failure) {
                tell(given, () -> failed.accept(failure));
            }
        });
        return () -> {
            given.set(true);
            future.cancel(true);
        };
    }

    @Override
    public <T> Running follow(CompletionStage<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        var given = new AtomicBoolean();
        work.whenComplete((result, failure) -> {
            if (failure == null) {
                tell(given, () -> done.accept(result));
            } else {
                tell(given, () -> failed.accept(cause(failure)));
            }
        });
        return () -> given.set(true);
    }

    @Override
    public Running after(Duration pause, Runnable work) {
        var given = new AtomicBoolean();
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(() -> tell(given, work));
        return () -> given.set(true);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void tell(AtomicBoolean given, Runnable news) {
        fxThread.execute(() -> {
            if (!given.get()) {
                news.run();
            }
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
