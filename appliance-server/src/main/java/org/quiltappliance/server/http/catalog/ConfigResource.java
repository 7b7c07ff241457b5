package org.quiltappliance.server.http.catalog;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The settings of the page. */
@Path("api/ui")
public final class ConfigResource {

    private final ConfigAnswer config;

    ConfigResource(ConfigAnswer config) {
        this.config = config;
    }

    @GET
    @Path("config")
    public Response config() {
        return Replies.now(config);
    }
}
