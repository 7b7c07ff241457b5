package org.quiltappliance.server.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets web pages of any origin use the API, without credentials (registry-api.md 1.6). Not on the catalog's port, whose pages
 * need no more than their own origin.
 */
public final class Cors extends Handler.Wrapper {

    private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
    private static final String METHOD_LIST = METHODS.stream().sorted().collect(Collectors.joining(", "));

    Cors(Handler inner) {
        super(inner);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isApi(request.getHttpURI().getPath()) || WebServer.isCatalog(request)) {
            return super.handle(request, response, callback);
        }
        var origin = request.getHeaders().get(HttpHeader.ORIGIN);
        response.getHeaders().put("Access-Control-Allow-Origin", origin == null ? "*" : origin);
        if (origin != null) {
            response.getHeaders().add(HttpHeader.VARY, "Origin");
        }
        if (HttpMethod.OPTIONS.is(request.getMethod())) {
            preflight(request, response);
            callback.succeeded();
            return true;
        }
        return super.handle(request, response, callback);
    }

    public static boolean isApi(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    private static void preflight(Request request, Response response) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.ALLOW, METHOD_LIST);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
        var method = request.getHeaders().get("Access-Control-Request-Method");
        if (method == null || !METHODS.contains(method.toUpperCase(Locale.ROOT))) {
            return;
        }
        response.getHeaders().put("Access-Control-Allow-Methods", METHOD_LIST);
        response.getHeaders().put("Access-Control-Max-Age", "86400");
        var headers = request.getHeaders().get("Access-Control-Request-Headers");
        if (headers != null) {
            response.getHeaders()
                    .put(
                            "Access-Control-Allow-Headers",
                            Arrays.stream(headers.split(","))
                                    .map(String::strip)
                                    .filter(name -> !name.isEmpty())
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
    }
}
