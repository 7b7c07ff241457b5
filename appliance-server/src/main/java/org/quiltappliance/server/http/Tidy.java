package org.quiltappliance.server.http;

import java.net.URI;
import java.net.URISyntaxException;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes doubled slashes at the beginning of an address for one: a client whose configured URL ends in a slash sends them
 * (client-protocol.md 2.2). What has no meaning in any address is refused here, before anybody interprets it.
 */
final class Tidy extends Handler.Wrapper {

    Tidy(Handler inner) {
        super(inner);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var path = request.getHttpURI().getPath();
        if (path == null || !path.startsWith("/")) {
            JsonReply.message(response, 400, "The request is not well-formed.", callback);
            return true;
        }
        if (!Percent.isWellFormed(path)
                || !Percent.isWellFormed(String.valueOf(request.getHttpURI().getQuery()))) {
            JsonReply.message(response, 400, "The address holds a percent sign that begins no character.", callback);
            return true;
        }
        if (!isAddress(request.getHttpURI())) {
            JsonReply.message(response, 400, "The address holds characters that must be percent-encoded.", callback);
            return true;
        }
        if (!path.startsWith("//")) {
            return super.handle(request, response, callback);
        }
        int start = 0;
        while (start + 1 < path.length() && path.charAt(start + 1) == '/') {
            start++;
        }
        var uri =
                HttpURI.build(request.getHttpURI()).path(path.substring(start)).asImmutable();
        return super.handle(Request.serveAs(request, uri), response, callback);
    }

    /** Whether the address keeps to the characters of RFC 3986; Jersey answers others with a failure. */
    private static boolean isAddress(HttpURI uri) {
        try {
            return !new URI("http://localhost" + uri.getPathQuery()).getRawPath().isEmpty();
        } catch (URISyntaxException foreign) {
            return false;
        }
    }
}
