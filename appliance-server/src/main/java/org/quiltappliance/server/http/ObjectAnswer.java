package org.quiltappliance.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one answer to one request for an object. Errors are one plain line, because the client prints them with all
 * quotes and escapes (client-protocol.md 8.1).
 */
final class ObjectAnswer {

    private static final Logger log = LoggerFactory.getLogger(ObjectAnswer.class);

    /**
     * How much of a body that is of no use is read before its sender hears about it. A client that is cut off while it
     * sends reports a broken pipe instead of our reason (client-protocol.md 8.2).
     */
    private static final long READ_ON_BYTES = 1 << 30;

    private static final long RETRY_AFTER_SECONDS = 5;

    private final Request request;
    private final Response response;
    private final Callback callback;

    ObjectAnswer(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    Request request() {
        return request;
    }

    Response response() {
        return response;
    }

    Callback callback() {
        return callback;
    }

    /** Goes on with the request on a thread that may wait; whatever it throws is told. */
    void workOn(Executor threads, Runnable work) {
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException refused) {
                    fail(refused);
                }
            });
        } catch (RejectedExecutionException stopping) {
            fail(new Unavailable("The registry is stopping.", stopping));
        }
    }

    /** Answers without a body; what headers there must be is set already. */
    void empty(int status) {
        response.setStatus(status);
        response.write(true, null, callback);
    }

    /** Answers with one plain line, once the body of the request is out of the way. */
    void refuse(int status, String line) {
        readOn(0, () -> {
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
            var body = line.getBytes(StandardCharsets.UTF_8);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
            response.write(true, ByteBuffer.wrap(body), callback);
        });
    }

    /** Tells the reason if it can still be told. */
    void fail(Throwable failure) {
        if (failure instanceof ApplianceException refused) {
            if (refused.getCause() != null) {
                log.warn("Objects: {}", refused.text(), refused);
            }
            if (refused.kind() == ApplianceException.Kind.UNAVAILABLE) {
                response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
            }
            refuse(statusOf(refused.kind()), refused.text());
            return;
        }
        var id = UUID.randomUUID().toString().substring(0, 8);
        log.error("Objects: unexpected failure {}", id, failure);
        refuse(500, "Internal error " + id + ".");
    }

    private static int statusOf(ApplianceException.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED, FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case UNPROCESSABLE -> 422;
            case TOO_MANY -> 429;
            case SWITCHED_OFF -> 501;
            case UNAVAILABLE -> 503;
            case NO_SPACE -> 507;
        };
    }

    /** Reads what is left of the request up to the bound, without holding a thread, and then goes on. */
    private void readOn(long already, Runnable then) {
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            // This client waits for us before it sends anything; reading would invite the body.
            then.run();
            return;
        }
        for (long read = already; read < READ_ON_BYTES; ) {
            var chunk = request.read();
            if (chunk == null) {
                long soFar = read;
                request.demand(() -> readOn(soFar, then));
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                callback.failed(chunk.getFailure());
                return;
            }
            read += chunk.remaining();
            chunk.release();
            if (chunk.isLast()) {
                then.run();
                return;
            }
        }
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        then.run();
    }
}
