package org.quiltappliance.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;
import org.quiltappliance.server.errors.ApplianceException.NotFound;

/** What registry-api.md 1.1 asks of every address and header, whatever route it leads to. */
@Provider
final class RouteFilter implements ContainerRequestFilter {

    /** The one path variable that may hold slashes, also at its end, where the route itself refuses them. */
    private static final String SUBPATH = "subpath";

    @Context
    private ResourceInfo route;

    @Override
    public void filter(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath(false);
        var variables = request.getUriInfo().getPathParameters(true);
        if (path.endsWith("/")
                && !variables.containsKey(SUBPATH)
                && !route.getResourceMethod().isAnnotationPresent(FinalSlash.class)) {
            throw nothingHere();
        }
        for (Map.Entry<String, List<String>> variable : variables.entrySet()) {
            boolean mayHoldSlashes = variable.getKey().equals(SUBPATH);
            for (String value : variable.getValue()) {
                if (value.isEmpty() || value.indexOf('\0') >= 0 || (!mayHoldSlashes && value.indexOf('/') >= 0)) {
                    throw nothingHere();
                }
            }
        }
        RequestBody.checkEncoding(request.getHeaderString("Content-Encoding"));
    }

    private static NotFound nothingHere() {
        return new NotFound("Not found. The registry has nothing at this address.");
    }
}
