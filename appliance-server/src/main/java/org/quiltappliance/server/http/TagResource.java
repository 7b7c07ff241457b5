package org.quiltappliance.server.http;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.Tags;

/** Tags (registry-api.md 2.8). */
@Path("api/tag/{owner}/{name}")
public final class TagResource {

    private final Tags tags;
    private final Callers callers;
    private final HttpConfig config;

    TagResource(Tags tags, Callers callers, HttpConfig config) {
        this.tags = tags;
        this.callers = callers;
        this.config = config;
    }

    record Line(String tag, String hash) {}

    record Lines(List<Line> tags) implements Answer {}

    @GET
    @Path("{tag}")
    public Answer find(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("tag") String tag) {
        var found = tags.find(callers.anonymous(request), new PackageName(owner, name), tag);
        return new RevisionFacts.Tagged(
                found.revision().hash().toString(),
                RevisionFacts.of(found.revision()),
                found.isPublic(),
                found.isTeam());
    }

    @PUT
    @Path("{tag}")
    public Answer set(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("tag") String tag) {
        var body = RequestBody.of(request, config).tree();
        Schema.needObject(body);
        var hash = Schema.text(body, "hash");
        tags.set(callers.signedIn(request), new PackageName(owner, name), tag, hash);
        return Answer.Done.DONE;
    }

    @DELETE
    @Path("{tag}")
    public Answer delete(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("tag") String tag) {
        tags.delete(callers.signedIn(request), new PackageName(owner, name), tag);
        return Answer.Done.DONE;
    }

    @GET
    @FinalSlash
    public Answer list(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name) {
        return new Lines(tags.list(callers.anonymous(request), new PackageName(owner, name)).stream()
                .map(tag -> new Line(tag.name(), tag.hash().toString()))
                .toList());
    }
}
