package org.quiltappliance.server.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.util.List;
import org.quiltappliance.server.comments.Comment;
import org.quiltappliance.server.comments.Comments;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.packages.PackageName;

/** Comments (registry-api.md 2.12). */
@Path("api/comments/{owner}/{name}")
public final class CommentResource {

    private final Comments comments;
    private final Callers callers;
    private final HttpConfig config;

    CommentResource(Comments comments, Callers callers, HttpConfig config) {
        this.comments = comments;
        this.callers = callers;
        this.config = config;
    }

    /** @param id 16 lower-case hexadecimal digits */
    record Line(String id, String author, BigDecimal created, String contents) {
        static Line of(Comment comment) {
            return new Line(
                    CommentIds.text(comment), comment.author(), Times.seconds(comment.created()), comment.contents());
        }
    }

    record Added(Line comment) implements Answer {}

    record Lines(List<Line> comments) implements Answer {}

    @POST
    @FinalSlash
    public Answer add(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name) {
        var contents = Schema.closedTexts(RequestBody.of(request, config).tree(), "contents")
                .get(0);
        var caller = callers.signedIn(request);
        return new Added(Line.of(comments.add(caller, new PackageName(owner, name), contents)));
    }

    @GET
    @FinalSlash
    public Answer list(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name) {
        return new Lines(comments.list(callers.anonymous(request), new PackageName(owner, name)).stream()
                .map(Line::of)
                .toList());
    }
}
