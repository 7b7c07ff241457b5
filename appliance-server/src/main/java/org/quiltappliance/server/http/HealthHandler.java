package org.quiltappliance.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code /healthcheck} and {@code /robots.txt} (registry-api.md 1.8). */
public final class HealthHandler extends Handler.Abstract.NonBlocking {

    static final String PATH = "/healthcheck";

    private static final byte[] OK = "ok".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ROBOTS = "User-agent: *\nDisallow: /\n".getBytes(StandardCharsets.US_ASCII);

    private final NodeMark mark;

    public HealthHandler(NodeMark mark) {
        this.mark = mark;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        switch (Request.getPathInContext(request)) {
            case PATH -> {
                mark.put(response);
                reply(request, response, "text/plain", OK, callback);
            }
            case "/robots.txt" -> reply(request, response, "text/plain; charset=utf-8", ROBOTS, callback);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void reply(Request request, Response response, String type, byte[] body, Callback callback) {
        if (!isRead(request, response, callback)) {
            return;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** Whether a request only reads; answers it when it does not. */
    static boolean isRead(Request request, Response response, Callback callback) {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            return true;
        }
        response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
        JsonReply.message(response, 405, "This address does not take requests of this method.", callback);
        return false;
    }
}
