package org.quiltappliance.server.http.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.comments.Comment;
import org.quiltappliance.server.comments.Comments;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.http.Answer;
import org.quiltappliance.server.http.Callers;
import org.quiltappliance.server.http.CommentIds;
import org.quiltappliance.server.http.RequestBody;
import org.quiltappliance.server.http.Schema;
import org.quiltappliance.server.http.Times;
import org.quiltappliance.server.packages.PackageName;

/** Comments with what the caller may do to each. New ones are sent to {@code /api/comments/}. */
@Path("api/ui/comments/{owner}/{name}")
public final class CommentsResource {

    private final Comments comments;
    private final Callers callers;
    private final HttpConfig config;

    CommentsResource(Comments comments, Callers callers, HttpConfig config) {
        this.comments = comments;
        this.callers = callers;
        this.config = config;
    }

    /** @param changeableUntil absent for those that the caller may not change any more, or never could */
    record Line(
            String id,
            String author,
            BigDecimal created,
            @Nullable BigDecimal edited,
            boolean hidden,
            String contents,
            @JsonProperty("changeable_until") @Nullable BigDecimal changeableUntil) {}

    record CommentsAnswer(
            List<Line> comments, @JsonProperty("may_hide") boolean mayHide) implements Answer {}

    private Line line(Caller caller, Comment comment) {
        return new Line(
                CommentIds.text(comment),
                comment.author(),
                Times.seconds(comment.created()),
                comment.edited().map(Times::seconds).orElse(null),
                comment.hidden(),
                comment.contents(),
                comments.changeableUntil(caller, comment).map(Times::seconds).orElse(null));
    }

    @GET
    public Response list(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name) {
        var caller = callers.anonymous(request);
        return Replies.now(answer(caller, new PackageName(owner, name)));
    }

    private CommentsAnswer answer(Caller caller, PackageName name) {
        return new CommentsAnswer(
                comments.shown(caller, name).stream()
                        .map(comment -> line(caller, comment))
                        .toList(),
                Comments.mayHide(caller, name));
    }

    @PUT
    @Path("{id}")
    public Response edit(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("id") String id) {
        var contents = Schema.closedTexts(RequestBody.of(request, config).tree(), "contents")
                .get(0);
        var caller = callers.signedIn(request);
        var of = new PackageName(owner, name);
        comments.edit(caller, of, CommentIds.read(id), contents);
        return Replies.now(answer(caller, of));
    }

    @DELETE
    @Path("{id}")
    public Response remove(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("id") String id) {
        var caller = callers.signedIn(request);
        var of = new PackageName(owner, name);
        comments.remove(caller, of, CommentIds.read(id));
        return Replies.now(answer(caller, of));
    }

    @PUT
    @Path("{id}/hidden")
    public Response hide(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("id") String id) {
        JsonNode hidden = RequestBody.of(request, config).tree().path("hidden");
        if (!hidden.isBoolean()) {
            throw new Invalid("'hidden' must be true or false.");
        }
        var caller = callers.signedIn(request);
        var of = new PackageName(owner, name);
        comments.setHidden(caller, of, CommentIds.read(id), hidden.booleanValue());
        return Replies.now(answer(caller, of));
    }
}
