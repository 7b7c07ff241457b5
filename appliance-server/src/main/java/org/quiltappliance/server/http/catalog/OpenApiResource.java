package org.quiltappliance.server.http.catalog;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of the routes. */
@Path("api")
public final class OpenApiResource {

    private static final String DOCUMENT = "openapi.json";

    private final byte[] document = document();

    @GET
    @Path(DOCUMENT)
    public Response openApi() {
        return Response.ok(document)
                .type("application/json")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    private static byte[] document() {
        try (InputStream in = OpenApiResource.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IllegalStateException("This build lacks " + DOCUMENT);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
