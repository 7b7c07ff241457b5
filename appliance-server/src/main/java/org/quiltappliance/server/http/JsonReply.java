package org.quiltappliance.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Error answers of handlers that stand before Jersey. */
final class JsonReply {

    private JsonReply() {}

    static void message(Response response, int status, String text, Callback callback) {
        byte[] body = Json.message(text);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
