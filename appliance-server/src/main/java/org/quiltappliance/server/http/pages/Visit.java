package org.quiltappliance.server.http.pages;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.TooLarge;
import org.quiltappliance.server.http.Sender;

/** One request to a page. */
final class Visit {

    /** Room for the longest password in the widest spelling, and then some. */
    private static final int LONGEST_FORM = 128 * 1024;

    private final Request request;

    Visit(Request request) {
        this.request = request;
    }

    String method() {
        return request.getMethod();
    }

    boolean isHead() {
        return method().equals("HEAD");
    }

    /** The parts of the path between slashes, decoded; one final slash does not matter. */
    List<String> path() {
        String path = Request.getPathInContext(request);
        String inner = path.substring(
                path.startsWith("/") ? 1 : 0,
                path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length());
        return inner.isEmpty()
                ? List.of()
                : Arrays.stream(inner.split("/", -1)).map(URIUtil::decodePath).toList();
    }

    /** The query with its question mark, or nothing. */
    String query() {
        String query = request.getHttpURI().getQuery();
        return query == null || query.isEmpty() ? "" : "?" + query;
    }

    /** The value of a query parameter, or an empty text. */
    String query(String name) {
        return fields(Optional.ofNullable(request.getHttpURI().getQuery()).orElse(""))
                .getOrDefault(name, "");
    }

    /** Whether a query parameter is there, with or without a value. */
    boolean asks(String name) {
        return fields(Optional.ofNullable(request.getHttpURI().getQuery()).orElse(""))
                .containsKey(name);
    }

    Optional<String> cookie(String name) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** Whether a script asks, and not a browser. */
    boolean wantsPlainText() {
        String accepted =
                Optional.ofNullable(request.getHeaders().get(HttpHeader.ACCEPT)).orElse("");
        return accepted.contains("text/plain") && !accepted.contains("text/html");
    }

    boolean isLynx() {
        return Optional.ofNullable(agent()).orElse("").startsWith("Lynx/");
    }

    /** What the browser calls itself, if it does. */
    @Nullable
    String agent() {
        return request.getHeaders().get(HttpHeader.USER_AGENT);
    }

    /** The address asked from, as far as we believe it. */
    String client() {
        return Request.getRemoteAddr(request);
    }

    /** Whether the browser's own connection is encrypted, as far as we can know. */
    boolean isSecure() {
        return request.isSecure();
    }

    /**
     * The fields of the sent form; of several equal names the first.
     *
     * @throws Forbidden when another site made the browser send it
     * @throws TooLarge when it is larger than any form of ours
     * @throws Invalid when it is no form
     */
    Map<String, String> form(Site site) {
        // Read even when it is refused: a connection that is closed on what is still to come takes the answer along.
        byte[] body = body();
        requireOwnPage(site);
        String type = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE))
                .orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            throw new Invalid("A form was expected here.");
        }
        if (body.length > LONGEST_FORM) {
            throw new TooLarge("The form is too large.");
        }
        return fields(new String(body, StandardCharsets.UTF_8));
    }

    /** At most a byte more than a form may have. */
    private byte[] body() {
        try (InputStream in = Request.asInputStream(request)) {
            return in.readNBytes(LONGEST_FORM + 1);
        } catch (IOException broken) {
            throw new Invalid("The form did not arrive as a whole. Send it again.", broken);
        }
    }

    /**
     * Browsers say where a form was sent from. A page of somebody else must not sign people in under a name of its
     * choice. Programs that say nothing are no browsers, and nobody else's page runs in them.
     */
    private void requireOwnPage(Site site) {
        if (Sender.of(request, site.registryUrl(), site.catalogUrl()) == Sender.SOMEBODY_ELSE) {
            throw new Forbidden("This form was sent from another site. Open the page itself and try again.");
        }
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            try {
                fields.putIfAbsent(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException malformed) {
                throw new Invalid("The form or address holds a broken escape.", malformed);
            }
        }
        return fields;
    }
}
