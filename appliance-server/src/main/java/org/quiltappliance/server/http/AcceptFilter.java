package org.quiltappliance.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * Every route answers in JSON whatever the client says it accepts, as the original does; so nobody is refused for it. A
 * content type that is none counts as one that is not JSON (registry-api.md 1.1); Jersey would answer without a message.
 */
@Provider
@PreMatching
final class AcceptFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        var headers = request.getHeaders();
        headers.putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
        var type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        if (type != null && !isMediaType(type)) {
            headers.putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        }
    }

    private static boolean isMediaType(String text) {
        try {
            return MediaType.valueOf(text) != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
