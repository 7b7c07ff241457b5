package org.quiltappliance.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Failures that the server itself finds, such as a request that is no HTTP, in the one form of all errors (D30). */
final class JsonErrors extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(Json.message(explain(status))), callback);
        return true;
    }

    private static String explain(int status) {
        return switch (status) {
            case 400 -> "The request is not well-formed.";
            case 404 -> "Not found.";
            case 414 -> "The address of the request is too long.";
            case 431 -> "The headers of the request are too long.";
            case 500 -> "Internal error. Tell your administrator when it happened.";
            case 503 -> "The registry is not ready. Try again in a moment.";
            default -> {
                var reason = HttpStatus.getMessage(status);
                yield reason == null ? "Error " + status + "." : reason + ".";
            }
        };
    }
}
