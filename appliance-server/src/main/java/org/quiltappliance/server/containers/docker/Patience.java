package org.quiltappliance.server.containers.docker;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.EngineException.Kind;

/**
 * Waits for answers of an engine on threads of its own: a socket that does not answer ignores interruptions, and would
 * hold whoever asked.
 */
final class Patience implements AutoCloseable {

    private final ExecutorService threads;
    private final Duration usual;

    /** @param usual how long ordinary requests may take */
    Patience(Duration usual) {
        this.usual = usual;
        var count = new AtomicInteger();
        threads = Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "container-engine-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** An ordinary request. */
    <T> T quick(Callable<T> request) {
        try {
            return within(usual, request);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.INTERRUPTED, "Interrupted while waiting for the engine.", interrupted);
        }
    }

    /** A request that may take that long; an interruption leaves it to itself. */
    <T> T within(Duration patience, Callable<T> request) throws InterruptedException {
        Future<T> answer = threads.submit(request);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw EngineErrors.of(known);
            }
            throw new EngineException(Kind.UNREACHABLE, String.valueOf(failed.getCause()), failed.getCause());
        } catch (TimeoutException silent) {
            throw new EngineException(
                    Kind.UNREACHABLE, "The engine did not answer within " + patience.toSeconds() + " seconds.", silent);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
