package org.quiltappliance.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * Takes the meaning out of headers that decide nothing here, before Jersey refuses a request for them: every route answers
 * in JSON whatever the client says it accepts, and a body of a type that is none is just no JSON.
 */
@Provider
@PreMatching
final class HeaderFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
        var type = request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        if (type != null && !isMediaType(type)) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        }
    }

    private static boolean isMediaType(String text) {
        try {
            return !MediaType.valueOf(text).getSubtype().isEmpty();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
