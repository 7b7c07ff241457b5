package org.quiltappliance.server.http;

import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/** Gives each request a short number that stands in its answer and in every line logged for it (control-panel.md DG-1). */
public final class RequestIds extends Handler.Wrapper {

    public static final String KEY = "request";

    static final String HEADER = "X-Request-Id";

    /** Who asks, among what is known of a request for its lines, and afterwards among the request's attributes. */
    static final String USER = "user";

    RequestIds(Handler inner) {
        super(inner);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var id = String.format("%08x", ThreadLocalRandom.current().nextInt());
        response.getHeaders().put(HEADER, id);
        MDC.put(KEY, id);
        try {
            return super.handle(request, response, callback);
        } finally {
            String user = MDC.get(USER);
            if (user != null) {
                request.setAttribute(USER, user);
                MDC.remove(USER);
            }
            MDC.remove(KEY);
        }
    }
}
