package org.quiltappliance.server.http;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets requests in once the registry is ready, counts them, and waits for the open ones before it stops
 * (control-panel.md 5.2). Before and after that they get 503 with a message. A request that carries this run's boot text
 * comes from the appliance's own check and is let in early.
 */
final class Gate extends Handler.Wrapper {

    private enum State {
        STARTING,
        OPEN,
        STOPPING
    }

    private final NodeMark mark;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private volatile State state = State.STARTING;
    private int open;

    Gate(Handler inner, NodeMark mark) {
        super(inner);
        this.mark = mark;
    }

    void admit() {
        state = State.OPEN;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** New requests are refused from now on; returns when the open ones have ended or the time is up. */
    void drain(Duration atMost) {
        state = State.STOPPING;
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (open > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        State now = state;
        if (now == State.OPEN || mark.boot().equals(request.getHeaders().get(NodeMark.BOOT_HEADER))) {
            return counted(request, response, callback);
        }
        if (request.getHttpURI().getPath().equals(HealthHandler.PATH)) {
            mark.put(response);
        }
        response.getHeaders().put(HttpHeader.RETRY_AFTER, now == State.STARTING ? 2 : 30);
        // The body is not read, so nothing can follow it on this connection.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        JsonReply.message(
                response,
                503,
                now == State.STARTING
                        ? "The registry is starting. Try again in a moment."
                        : "The registry is stopping. Try again when it runs again.",
                callback);
        return true;
    }

    private boolean counted(Request request, Response response, Callback callback) throws Exception {
        count(1);
        var once = new Callback.Nested(callback) {
            @Override
            public void succeeded() {
                count(-1);
                super.succeeded();
            }

            @Override
            public void failed(Throwable failure) {
                count(-1);
                super.failed(failure);
            }
        };
        boolean handled = false;
        try {
            handled = super.handle(request, response, once);
            return handled;
        } finally {
            if (!handled) {
                count(-1);
            }
        }
    }

    private void count(int change) {
        lock.lock();
        try {
            open += change;
            if (open == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
