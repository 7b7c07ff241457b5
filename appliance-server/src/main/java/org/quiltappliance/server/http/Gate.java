package org.quiltappliance.server.http;

import java.time.Duration;
import java.util.Set;
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
    private int openWrites;
    private long endedWrites;
    private String readOnly = "";
    private volatile String refusal = "";

    /** By which people sign in and out: what these change belongs to nobody's data. */
    private static final Set<String> SIGN_IN =
            Set.of("/login", "/api/login", "/api/token", "/api/refresh", "/api/logout", "/api/ui/session");

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

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

    /**
     * Refuses what would change data, until {@link #allowWrites()}; everything else goes on.
     *
     * @param message for those who are refused
     * @return whether all changes that were under way ended in time; if not, changes are allowed again
     */
    boolean holdWrites(String message, Duration atMost) {
        long left = atMost.toNanos();
        lock.lock();
        try {
            readOnly = message;
            while (openWrites > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
            boolean quiet = openWrites == 0;
            readOnly = quiet ? message : "";
            return quiet;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            readOnly = "";
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses what would change data, for good: {@link #allowWrites()} changes nothing about that. */
    void refuseWrites(String message) {
        refusal = message;
    }

    long changes() {
        lock.lock();
        try {
            return endedWrites;
        } finally {
            lock.unlock();
        }
    }

    int openRequests() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    void allowWrites() {
        lock.lock();
        readOnly = "";
        lock.unlock();
    }

    private static boolean isWrite(Request request) {
        return !READING.contains(request.getMethod())
                && !SIGN_IN.contains(request.getHttpURI().getPath());
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
        boolean write = isWrite(request);
        String refusal = begin(write);
        if (!refusal.isEmpty()) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 30);
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            JsonReply.message(response, 503, refusal, callback);
            return true;
        }
        var once = new Callback.Nested(callback) {
            @Override
            public void succeeded() {
                end(write);
                super.succeeded();
            }

            @Override
            public void failed(Throwable failure) {
                end(write);
                super.failed(failure);
            }
        };
        boolean handled = false;
        try {
            handled = super.handle(request, response, once);
            return handled;
        } finally {
            if (!handled) {
                end(write);
            }
        }
    }

    /** @return why it is refused; empty when it may go on and is counted */
    private String begin(boolean write) {
        lock.lock();
        try {
            if (write && !(refusal.isEmpty() && readOnly.isEmpty())) {
                return refusal.isEmpty() ? readOnly : refusal;
            }
            open++;
            openWrites += write ? 1 : 0;
            return "";
        } finally {
            lock.unlock();
        }
    }

    private void end(boolean write) {
        lock.lock();
        try {
            open--;
            openWrites -= write ? 1 : 0;
            endedWrites += write ? 1 : 0;
            if (open == 0 || openWrites == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
