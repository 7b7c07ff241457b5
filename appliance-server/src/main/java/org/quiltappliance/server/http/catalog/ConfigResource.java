package org.quiltappliance.server.http.catalog;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** The settings of the page. */
@Path("api/ui")
public final class ConfigResource {

    private final Supplier<ConfigAnswer> config;

    /** @param config asked at each request, as some of it changes */
    ConfigResource(Supplier<ConfigAnswer> config) {
        this.config = config;
    }

    @GET
    @Path("config")
    public Response config() {
        return Replies.now(config.get());
    }
}
