package org.quiltappliance.server.containers.docker;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.containers.EngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer of the engine that comes bit by bit. Closing it drops the connection, which makes the engine give up. */
final class EngineStream<T> implements ResultCallback<T> {

    private static final Logger log = LoggerFactory.getLogger(EngineStream.class);

    private final Consumer<? super T> news;
    private final Runnable last;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Closeable connection;
    private boolean closed;

    EngineStream(Consumer<? super T> news) {
        this(news, () -> {});
    }

    /** @param last is run after the last news, before it counts as ended */
    EngineStream(Consumer<? super T> news, Runnable last) {
        this.news = news;
        this.last = last;
    }

    /** Done when nothing more comes; exceptionally when it broke. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Waits for the end. An interruption closes it. */
    void await() throws InterruptedException {
        try {
            ended.get();
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new EngineException(
                    EngineException.Kind.UNREACHABLE,
                    "The connection to the engine broke: " + broken.getCause(),
                    broken.getCause());
        } finally {
            close();
        }
    }

    @Override
    public void onStart(Closeable begun) {
        boolean late;
        synchronized (this) {
            connection = begun;
            late = closed;
        }
        if (late) {
            close();
        }
    }

    @Override
    public void onNext(T item) {
        try {
            news.accept(item);
        } catch (RuntimeException failed) {
            onError(failed);
        }
    }

    @Override
    public void onError(Throwable broken) {
        if (ended.isDone()) {
            return;
        }
        last.run();
        ended.completeExceptionally(broken);
        close();
    }

    @Override
    public void onComplete() {
        if (ended.isDone()) {
            return;
        }
        last.run();
        ended.complete(null);
        close();
    }

    @Override
    public void close() {
        Closeable open;
        synchronized (this) {
            closed = true;
            open = connection;
            connection = null;
        }
        ended.complete(null);
        if (open != null) {
            try {
                open.close();
            } catch (IOException failed) {
                log.debug("A connection to the engine ended badly.", failed);
            }
        }
    }
}
