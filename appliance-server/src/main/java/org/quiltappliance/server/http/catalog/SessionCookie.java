package org.quiltappliance.server.http.catalog;

import java.net.URI;
import java.util.Optional;
import org.eclipse.jetty.http.CookieCompliance;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.HttpCookieUtils;
import org.eclipse.jetty.server.Request;
import org.quiltappliance.server.accounts.IssuedToken;

/**
 * The cookie that holds the token of whoever is signed in to the catalog. Browsers keep cookies by host, whatever the port, so
 * the name tells the port: several appliances on one computer do not sign each other out.
 */
public final class SessionCookie {

    private static final String NAME = "catalog_session_";
    private static final long SECONDS = 90L * 24 * 60 * 60;

    private final String name;
    private final boolean always;

    /** @param catalogUrl public root of the catalog */
    public SessionCookie(URI catalogUrl) {
        boolean https = "https".equalsIgnoreCase(catalogUrl.getScheme());
        int port = catalogUrl.getPort() > 0 ? catalogUrl.getPort() : https ? 443 : 80;
        this.name = NAME + port;
        this.always = https;
    }

    /** The token, if the browser sent one. */
    Optional<String> read(Request request) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    public String name() {
        return name;
    }

    /** A header {@code Set-Cookie} that makes the browser keep the token. @param secure whether it came encrypted */
    public String kept(IssuedToken issued, boolean secure) {
        return header(issued.token(), SECONDS, secure);
    }

    /** A header {@code Set-Cookie} that makes the browser forget it. @param secure whether it came encrypted */
    public String dropped(boolean secure) {
        return header("", 0, secure);
    }

    private String header(String value, long seconds, boolean secure) {
        HttpCookie cookie = HttpCookie.build(name, value)
                .path("/")
                .httpOnly(true)
                .sameSite(HttpCookie.SameSite.LAX)
                .secure(always || secure)
                .maxAge(seconds)
                .build();
        return HttpCookieUtils.getSetCookie(cookie, CookieCompliance.RFC6265);
    }
}
