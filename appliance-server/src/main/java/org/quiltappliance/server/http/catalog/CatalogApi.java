package org.quiltappliance.server.http.catalog;

import java.net.URI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.http.ApiHandler;
import org.quiltappliance.server.http.Cors;
import org.quiltappliance.server.http.JsonReply;

/** The API on the catalog's port: all routes of the registry, those made for the catalog, and the session cookie. */
public final class CatalogApi extends Handler.Abstract {

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
            JsonReply.message(response, 403, refused.text(), callback);
            return true;
        }
        return api.serveCatalog(exchange.request(), exchange.response(), callback);
    }
}
