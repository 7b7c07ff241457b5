package org.quiltappliance.server.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.errors.ApplianceException.Unprocessable;
import org.quiltappliance.server.tables.Errand.Death;
import org.quiltappliance.server.tables.worker.Reply;
import org.quiltappliance.server.tables.worker.Task;
import org.quiltappliance.server.tables.worker.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a worker do one thing after the other. A worker is started when there is something to do, and ends when there was nothing
 * for a while. Whatever happens to it, whoever waits for it gets an answer: it is killed when it takes too long or too much, and
 * the next errand finds a new one.
 */
public final class TableEngine implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TableEngine.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WATCH = Duration.ofMillis(50);
    private static final Duration AFTER_DEATH = Duration.ofMillis(1500);
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    /** As a JVM ends that is told to when its heap is full. */
    private static final int HEAP_FULL = 3;

    private final Path folder;
    private final TableLimits limits;
    private final Semaphore turn = new Semaphore(1, true);
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicReference<@Nullable Errand> current = new AtomicReference<>();
    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, Threads.named("tables-watch"));
    private final ExecutorService starter = Executors.newCachedThreadPool(Threads.named("tables-start"));

    /** Changed by whoever has the turn. */
    private volatile @Nullable WorkerProcess worker;

    /** The next worker, while it starts. Changed by whoever has the turn. */
    private volatile @Nullable CompletableFuture<WorkerProcess> starting;

    /** Whether the last worker was made to die by what it did. */
    private volatile boolean harmed;

    private volatile long lastUse;
    private final AtomicBoolean closing = new AtomicBoolean();

    /** @param folder of the worker's own, made when it is needed */
    public TableEngine(Path folder, TableLimits limits) {
        this.folder = folder;
        this.limits = limits;
        watch.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Does it, when it is its turn.
     *
     * @throws Invalid when the work makes no sense
     * @throws Unprocessable when the files are not what they should be, it takes too much, or a statement takes too long
     * @throws Conflict when the errand was given up
     * @throws Unavailable when too many wait, the worker died of itself, or a table takes too long just now
     */
    <T> T run(Work work, Class<T> result, Errand errand) {
        await();
        try {
            return exchange(work, result, errand);
        } finally {
            current.set(null);
            lastUse = System.nanoTime();
            endWhenIdle();
            turn.release();
        }
    }

    private void await() {
        if (closing.get()) {
            throw new Unavailable("The registry is about to end.");
        }
        if (waiting.incrementAndGet() > limits.waiting()) {
            waiting.decrementAndGet();
            throw busy();
        }
        try {
            if (!turn.tryAcquire(limits.queuePatience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            waiting.decrementAndGet();
        }
    }

    private static Unavailable busy() {
        return new Unavailable("Many tables are being read just now. Try again in a moment.");
    }

    private <T> T exchange(Work work, Class<T> result, Errand errand) {
        current.set(errand);
        Optional<byte[]> reply;
        try {
            long asked = System.nanoTime();
            var running = running();
            int seconds = seconds(Duration.ofNanos(System.nanoTime() - asked));
            var task = new Task(limits.engineMegabytes(), limits.threads(), seconds, work);
            reply = watched(errand, running, Duration.ofSeconds(seconds).plus(limits.grace()), () -> {
                running.send(JSON.writeValueAsBytes(task));
                return running.receive();
            });
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A task cannot be written", impossible);
        } catch (IOException broken) {
            log.debug("The worker for tables is gone", broken);
            reply = Optional.empty();
        }
        return result(reply.orElseThrow(() -> gone(errand, work)), result, errand, work);
    }

    /** Whoever had to wait for a new worker does not wait longer for an answer than others. */
    private int seconds(Duration start) {
        return (int) Math.max(1, limits.seconds() - start.plusMillis(500).toSeconds());
    }

    private interface Exchange {
        Optional<byte[]> run() throws IOException;
    }

    /** Kills the worker when it goes too far meanwhile. */
    private Optional<byte[]> watched(Errand errand, WorkerProcess running, Duration atMost, Exchange exchange)
            throws IOException {
        if (!errand.begin(running)) {
            return Optional.empty();
        }
        long end = System.nanoTime() + atMost.toNanos();
        long most = limits.residentMegabytes() * 1024L * 1024L;
        Future<?> watching = watch.scheduleWithFixedDelay(
                () -> {
                    if (System.nanoTime() - end > 0) {
                        errand.stop(Death.TOO_LONG);
                    } else if (running.memory().orElse(0) > most) {
                        errand.stop(Death.TOO_MUCH);
                    }
                },
                WATCH.toMillis(),
                WATCH.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return exchange.run();
        } finally {
            watching.cancel(false);
            errand.end();
        }
    }

    /** The worker, a new one when the last one ended. Nobody waits long for that: it goes on starting meanwhile. */
    private WorkerProcess running() {
        var there = worker;
        if (there != null && there.isAlive()) {
            return there;
        }
        worker = null;
        // Whatever made the last one die may come again at once, and is not to hold up anybody for much longer than its
        // time.
        var patience = starting != null && harmed ? AFTER_DEATH : limits.startPatience();
        var future = starting == null ? begin() : starting;
        starting = future;
        try {
            var started = future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            starting = null;
            worker = started;
            return started;
        } catch (TimeoutException slow) {
            throw new Unavailable("The program that reads tables is starting. Try again in a moment.");
        } catch (ExecutionException failed) {
            starting = null;
            throw new Unavailable("The program that reads tables cannot be started.", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("The registry is about to end.");
        }
    }

    private CompletableFuture<WorkerProcess> begin() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return start();
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                },
                starter);
    }

    private WorkerProcess start() throws IOException {
        var started = WorkerProcess.start(limits, folder);
        log.debug("Started worker {} for tables", started.id());
        var end = watch.schedule(started::kill, LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (started.receive().isEmpty()) {
                throw new IOException(
                        "The worker for tables did not start; it may say why in " + folder.resolve("worker.log"));
            }
            return started;
        } catch (IOException failed) {
            started.kill();
            throw failed;
        } finally {
            end.cancel(false);
        }
    }

    private ApplianceException gone(Errand errand, Work work) {
        var dead = worker;
        worker = null;
        if (dead != null) {
            dead.kill();
        }
        // The next one finds a worker that is already there, or nearly.
        if (!closing.get()) {
            starting = begin();
        }
        var why = errand.death();
        harmed = why != Death.CANCELLED;
        // Waited for only where it says something: a large process takes a while to be gone.
        var code = dead == null || why != null ? Optional.<Integer>empty() : dead.exitCode();
        if (why == null && code.filter(exit -> exit == HEAP_FULL).isPresent()) {
            why = Death.TOO_MUCH;
        }
        if (why == null) {
            log.warn(
                    "The worker for tables ended by itself (exit code {})",
                    code.map(String::valueOf).orElse("none"));
            return new Unavailable("The program that reads tables ended unexpectedly. Try again; when it stays like"
                    + " this, the table cannot be shown here.");
        }
        return switch (why) {
            case TOO_LONG -> tooLong(work);
            case TOO_MUCH -> new Unprocessable("This needs more memory than there is for it.");
            case CANCELLED -> new Conflict("The query was cancelled.");
            case CLOSED -> new Unavailable("The registry is about to end.");
        };
    }

    /** A statement takes as long the next time; a table may be read when there is less to do, and is at hand by then. */
    private static ApplianceException tooLong(Work work) {
        return work instanceof Work.Query || work instanceof Work.Export
                ? new Unprocessable("This took too long and was stopped.")
                : new Unavailable("Reading the table took too long just now and was stopped. Try again in a moment.");
    }

    private static <T> T result(byte[] bytes, Class<T> type, Errand errand, Work work) {
        try {
            var reply = JSON.readValue(bytes, Reply.class);
            if (reply.failure() != null) {
                if (reply.failure().reason() == Reply.Reason.TOO_LONG) {
                    errand.stop(Death.TOO_LONG);
                    throw tooLong(work);
                }
                throw refusal(reply.failure());
            }
            return JSON.treeToValue(reply.result(), type);
        } catch (IOException strange) {
            throw new Unavailable("The program that reads tables gave no sensible answer. Try again.", strange);
        }
    }

    private static ApplianceException refusal(Reply.Failure failure) {
        return switch (failure.reason()) {
            case WRONG -> new Invalid(failure.message());
            case UNREADABLE, TOO_LONG, TOO_MUCH -> new Unprocessable(failure.message());
        };
    }

    private void endWhenIdle() {
        if (!closing.get()) {
            watch.schedule(this::endIfIdle, limits.idle().toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    private void endIfIdle() {
        if (!turn.tryAcquire()) {
            return;
        }
        try {
            if (System.nanoTime() - lastUse < limits.idle().toNanos()) {
                return;
            }
            var there = worker;
            worker = null;
            if (there != null) {
                there.end();
            }
            endStarting();
        } finally {
            turn.release();
        }
    }

    private void endStarting() {
        var future = starting;
        starting = null;
        if (future != null) {
            future.thenAccept(WorkerProcess::end);
        }
    }

    /** The process of the worker, if one runs. */
    Optional<ProcessHandle> process() {
        return Optional.ofNullable(worker)
                .filter(WorkerProcess::isAlive)
                .flatMap(there -> ProcessHandle.of(there.id()));
    }

    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        var errand = current.get();
        if (errand != null) {
            errand.stop(Death.CLOSED);
        }
        // And kept: nobody gets a turn any more.
        turn.acquireUninterruptibly();
        var there = worker;
        worker = null;
        if (there != null) {
            there.end();
        }
        endStarting();
        starter.shutdown();
        watch.shutdown();
    }
}
