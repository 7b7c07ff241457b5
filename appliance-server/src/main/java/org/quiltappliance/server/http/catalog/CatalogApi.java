package org.quiltappliance.server.http.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.http.ApiHandler;
import org.quiltappliance.server.http.Cors;
import org.quiltappliance.server.http.Json;
import org.quiltappliance.server.http.RequestIds;
import org.slf4j.MDC;

/** The API on the catalog's port: all routes of the registry, those made for the catalog, and the session cookie. */
public final class CatalogApi extends Handler.Abstract {

    private static final int MOST_READ_ON = 1 << 20;

    private final ApiHandler api;
    private final CookieCaller callers;

    /** @param api started by whoever serves the registry's port */
    public CatalogApi(ApiHandler api, URI catalogUrl) {
        this.api = api;
        this.callers = new CookieCaller(new SessionCookie(catalogUrl), catalogUrl);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!Cors.isApi(request.getHttpURI().getPath())) {
            return false;
        }
        CookieCaller.Exchange exchange;
        try {
            exchange = callers.signedIn(request, response);
        } catch (Forbidden refused) {
            refuse(refused, request, response, callback);
            return true;
        }
        return api.serveCatalog(exchange.request(), exchange.response(), callback);
    }

    /** Reads on first: a client that is cut off while it sends does not see the reason. */
    private static void refuse(Forbidden refused, Request request, Response response, Callback callback)
            throws IOException {
        try (InputStream rest = Request.asInputStream(request)) {
            if (rest.readNBytes(MOST_READ_ON).length == MOST_READ_ON) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
            }
        }
        byte[] body = Json.message(refused.text(), String.valueOf(MDC.get(RequestIds.KEY)));
        response.setStatus(403);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, "application/json")
                .put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
