package org.quiltappliance.server.http;

import java.util.Objects;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes doubled slashes at the beginning of an address for one: a client whose configured URL ends in a slash sends them
 * (client-protocol.md 2.2), and encodes what may not stand in an address. What has no meaning in any address is refused here, before anybody interprets it.
 */
final class Tidy extends Handler.Wrapper {

    Tidy(Handler inner) {
        super(inner);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var uri = request.getHttpURI();
        var path = uri.getPath();
        if (path == null || !path.startsWith("/")) {
            JsonReply.message(response, 400, "The request is not well-formed.", callback);
            return true;
        }
        var query = uri.getQuery();
        if (!Percent.isWellFormed(path) || (query != null && !Percent.isWellFormed(query))) {
            JsonReply.message(response, 400, "The address holds a percent sign that begins no character.", callback);
            return true;
        }
        var tidyPath = Percent.encoded(withoutDoubledSlashes(path));
        var tidyQuery = query == null ? null : Percent.encoded(query);
        if (tidyPath.equals(path) && Objects.equals(tidyQuery, query)) {
            return super.handle(request, response, callback);
        }
        HttpURI tidy;
        try {
            tidy = HttpURI.build(uri)
                    .path(tidyPath)
                    .param(null)
                    .query(tidyQuery)
                    .asImmutable();
        } catch (IllegalArgumentException outside) {
            JsonReply.message(response, 400, "The address leads out of the registry.", callback);
            return true;
        }
        return super.handle(Request.serveAs(request, tidy), response, callback);
    }

    private static String withoutDoubledSlashes(String path) {
        int start = 0;
        while (start + 1 < path.length() && path.charAt(start + 1) == '/') {
            start++;
        }
        return path.substring(start);
    }
}
