package org.quiltappliance.server.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.Versions;

/** Versions (registry-api.md 2.7). */
@Path("api/version/{owner}/{name}")
public final class VersionResource {

    private final Versions versions;
    private final Callers callers;
    private final HttpConfig config;

    VersionResource(Versions versions, Callers callers, HttpConfig config) {
        this.versions = versions;
        this.callers = callers;
        this.config = config;
    }

    record Line(String version, String hash) {}

    record Lines(List<Line> versions) implements Answer {}

    @PUT
    @Path("{version}")
    public Answer add(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("version") String version) {
        var body = RequestBody.of(request, config).tree();
        Schema.needObject(body);
        var hash = Schema.text(body, "hash");
        versions.add(callers.signedIn(request), new PackageName(owner, name), version, hash);
        return Answer.Done.DONE;
    }

    @GET
    @Path("{version}")
    public Answer find(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("version") String version) {
        var revision = versions.find(callers.anonymous(request), new PackageName(owner, name), version);
        return new RevisionFacts.Found(revision.hash().toString(), RevisionFacts.of(revision));
    }

    @GET
    @FinalSlash
    public Answer list(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name) {
        return new Lines(versions.list(callers.anonymous(request), new PackageName(owner, name)).stream()
                .map(line -> new Line(line.version().asWritten(), line.hash().toString()))
                .toList());
    }
}
