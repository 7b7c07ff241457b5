package org.quiltappliance.server.http.catalog;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.URIUtil;
import org.quiltappliance.server.accounts.SignIns;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.catalog.Look;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Kind;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.html.Html;
import org.quiltappliance.server.http.Callers;
import org.quiltappliance.server.http.ErrorMapper;
import org.quiltappliance.server.http.Json;
import org.quiltappliance.server.http.Percent;
import org.quiltappliance.server.http.RequestIds;
import org.quiltappliance.server.packages.PackageName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What links lead to that save a file: the address, who asks, and what to say when it does not work. */
abstract class Downloads extends Handler.Abstract {

    private static final Logger log = LoggerFactory.getLogger(Downloads.class);

    private final String first;
    private final Callers callers;
    private final CookieCaller cookies;
    final Browsing browsing;

    /** @param first the first part of the addresses */
    Downloads(String first, SignIns signIns, Access access, URI catalogUrl, Browsing browsing) {
        this.first = first;
        this.callers = new Callers(signIns, access);
        this.cookies = new CookieCaller(new SessionCookie(catalogUrl), catalogUrl);
        this.browsing = browsing;
    }

    /** What is wanted of which revision. @param path names in the tree */
    record Wanted(Look look, String revision, List<String> path, Fields query) {

        String query(String name) {
            return Optional.ofNullable(query.getValue(name)).orElse("");
        }

        /** The address of the same as an archive. */
        String archive() {
            return "/archive/" + Percent.segment(look.name().owner()) + "/"
                    + Percent.segment(look.name().name()) + "/"
                    + Percent.segment(revision) + ".zip?path="
                    + path.stream().map(Percent::segment).collect(Collectors.joining("/"));
        }
    }

    abstract void answer(Wanted wanted, Request request, Response response, Callback callback) throws IOException;

    /** Which revision the third part of an address names. */
    String revision(String part) {
        return part;
    }

    @Override
    public final boolean handle(Request request, Response response, Callback callback) {
        var parts = Request.getPathInContext(request).split("/", -1);
        if (parts.length < 2 || !parts[1].equals(first)) {
            return false;
        }
        try {
            if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
                response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
                explain(405, "This address can only be read.", request, response, callback);
                return true;
            }
            answer(wanted(parts, request, response), request, response, callback);
        } catch (ApplianceException refused) {
            refuse(refused, request, response, callback);
        } catch (IOException | RuntimeException failed) {
            if (response.isCommitted()) {
                // The client must see that this is not the whole of it.
                log.warn("A download broke off", failed);
                callback.failed(failed);
            } else {
                log.error("A download failed unexpectedly", failed);
                explain(
                        500,
                        "Internal error. Tell your administrator the number of this request.",
                        request,
                        response,
                        callback);
            }
        }
        return true;
    }

    private Wanted wanted(String[] parts, Request request, Response response) {
        var names = Arrays.stream(parts).skip(2).map(URIUtil::decodePath).toList();
        if (names.size() < 3 || names.stream().limit(3).anyMatch(name -> name.isEmpty() || name.indexOf('\0') >= 0)) {
            throw new NotFound("There is nothing at this address.");
        }
        var asked = cookies.signedIn(request, response).request();
        var caller = callers.anonymous(asked.getHeaders().get(HttpHeader.AUTHORIZATION));
        String revision = revision(names.get(2));
        var look = browsing.look(caller, new PackageName(names.get(0), names.get(1)), revision);
        return new Wanted(look, revision, names.subList(3, names.size()), Request.extractQueryParameters(request));
    }

    private static void refuse(ApplianceException refused, Request request, Response response, Callback callback) {
        if (response.isCommitted()) {
            callback.failed(refused);
            return;
        }
        if (refused.kind() == Kind.UNAVAILABLE) {
            log.warn("A download is not possible now: {}", refused.text(), refused.getCause());
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 5);
        }
        explain(ErrorMapper.statusOf(refused.kind()), refused.text(), request, response, callback);
    }

    /** People who followed a link get a page, scripts get JSON. */
    private static void explain(int status, String text, Request request, Response response, Callback callback) {
        String id = String.valueOf(MDC.get(RequestIds.KEY));
        boolean page = Optional.ofNullable(request.getHeaders().get(HttpHeader.ACCEPT))
                .filter(accepted -> accepted.contains("text/html"))
                .isPresent();
        byte[] body = page
                ? Html.of(
                                """
                                <!DOCTYPE html>
                                <html lang="en"><head><meta charset="utf-8"><title>{}</title>
                                <link rel="stylesheet" href="/login/style.css"></head>
                                <body><main><h1>{}</h1><p>{}</p><p><a href="/">To the start</a></p>
                                <p>Request {}</p></main></body></html>
                                """,
                                status == 404 ? "Nothing here" : "This did not work",
                                status == 404 ? "Nothing here" : "This did not work",
                                text,
                                id)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8)
                : Json.message(text, id);
        response.setStatus(status);
        var headers = response.getHeaders();
        List.of(HttpHeader.ETAG, HttpHeader.CONTENT_RANGE, HttpHeader.ACCEPT_RANGES, HttpHeader.CONTENT_DISPOSITION)
                .forEach(headers::remove);
        headers.put(HttpHeader.CONTENT_TYPE, page ? "text/html; charset=utf-8" : "application/json")
                .put(HttpHeader.CACHE_CONTROL, "no-store")
                .put("X-Content-Type-Options", "nosniff")
                .put(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; frame-ancestors 'self'; base-uri 'none'")
                .put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** As RFC 6266 says it, for names of any script. */
    static String disposition(String kind, String fileName) {
        String plain = fileName.replaceAll("[^ -~]|[\"\\\\%]", "_");
        String any = Percent.segment(fileName);
        return kind + "; filename=\"" + plain + "\"; filename*=UTF-8''" + any;
    }
}
