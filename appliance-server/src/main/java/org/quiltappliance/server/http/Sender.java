package org.quiltappliance.server.http;

import java.net.URI;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** From whose page a browser sends a request, as browsers say it; pages cannot make them lie. */
public enum Sender {
    /** A page of ours, or the person himself. */
    OURSELVES,
    /** A page of somebody else. */
    SOMEBODY_ELSE,
    /** Nobody says so: no browser, or a very old one. */
    UNSAID;

    /** @param ours origins of our pages besides the address that was asked */
    public static Sender of(Request request, URI... ours) {
        String site = header(request, "Sec-Fetch-Site");
        if (!site.isEmpty()) {
            return site.equals("same-origin") || site.equals("none") ? OURSELVES : SOMEBODY_ELSE;
        }
        String origin = header(request, "Origin");
        if (origin.isEmpty()) {
            return UNSAID;
        }
        String host = header(request, HttpHeader.HOST.asString());
        boolean own = origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
        for (URI other : ours) {
            own |= origin.equalsIgnoreCase(other.toString());
        }
        return own ? OURSELVES : SOMEBODY_ELSE;
    }

    private static String header(Request request, String name) {
        return Optional.ofNullable(request.getHeaders().get(name)).orElse("");
    }
}
