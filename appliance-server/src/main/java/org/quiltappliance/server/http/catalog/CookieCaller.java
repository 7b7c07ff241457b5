package org.quiltappliance.server.http.catalog;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.http.Sender;

/**
 * Turns the session cookie into the header that all routes know, so that who may do what is decided in one place. A request with
 * a header of its own stays as it is. Changes by cookie are let in from our own pages alone (ADR 12).
 */
final class CookieCaller {

    /** Who signs in, or deals with tokens, does so by what he sends; scripts must not get a token for a cookie. */
    private static final Set<String> WITHOUT = Set.of(
            "/api/login",
            "/api/token",
            "/api/refresh",
            "/api/logout",
            "/api/register",
            "/api/reset_password",
            "/api/change_password",
            "/api/ui/session");

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final SessionCookie cookie;
    private final URI catalogUrl;

    CookieCaller(SessionCookie cookie, URI catalogUrl) {
        this.cookie = cookie;
        this.catalogUrl = catalogUrl;
    }

    /** A request and where its answer goes. */
    record Exchange(Request request, Response response) {}

    /** @throws Forbidden for a change that was not sent by a page of ours */
    Exchange signedIn(Request request, Response response) {
        Optional<String> token = cookie.read(request);
        if (token.isEmpty()
                || request.getHeaders().contains(HttpHeader.AUTHORIZATION)
                || WITHOUT.contains(request.getHttpURI().getCanonicalPath())) {
            return new Exchange(request, response);
        }
        if (!READING.contains(request.getMethod())) {
            requireOwnPage(request, catalogUrl);
        }
        return new Exchange(new SignedIn(request, token.get()), new Ending(request, response));
    }

    /** A browser that keeps silent about the page is too old to be safe; programs use a header. */
    static void requireOwnPage(Request request, URI catalogUrl) {
        if (Sender.of(request, catalogUrl) != Sender.OURSELVES) {
            throw new Forbidden("Changes with the session cookie must be sent by a page of the catalog itself."
                    + " Programs send their token in the header Authorization.");
        }
    }

    private static final class SignedIn extends Request.Wrapper {
        private final HttpFields headers;

        SignedIn(Request request, String token) {
            super(request);
            headers = HttpFields.build(request.getHeaders())
                    .add(new HttpField(HttpHeader.AUTHORIZATION, "Bearer " + token))
                    .asImmutable();
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }

    /** Lets the browser forget a session that is over. */
    private final class Ending extends Response.Wrapper {
        Ending(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void setStatus(int status) {
            super.setStatus(status);
            if (status == 401) {
                getHeaders()
                        .put(HttpHeader.SET_COOKIE, cookie.dropped(getRequest().isSecure()));
            }
        }
    }
}
