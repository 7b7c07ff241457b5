package org.quiltappliance.server.http.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.catalog.Activity;
import org.quiltappliance.server.events.WeeklyCounts;
import org.quiltappliance.server.http.Answer;
import org.quiltappliance.server.http.Callers;
import org.quiltappliance.server.http.CommentIds;
import org.quiltappliance.server.http.Times;
import org.quiltappliance.server.packages.PackageName;

/** What people do with packages. */
@Path("api/ui")
public final class ActivityResource {

    private static final int USUAL = 6;
    private static final int MOST = 100;

    private final Activity activity;
    private final Callers callers;

    ActivityResource(Activity activity, Callers callers) {
        this.activity = activity;
        this.callers = callers;
    }

    record Weeks(List<Long> weeks, long total) {
        static Weeks of(WeeklyCounts counts) {
            return new Weeks(counts.counts(), counts.total());
        }
    }

    record InstallLine(@Nullable String user, BigDecimal created) {
        static InstallLine of(Activity.Install install) {
            return new InstallLine(install.by().orElse(null), Times.seconds(install.when()));
        }
    }

    record UsageAnswer(
            BigDecimal start,
            Weeks installs,
            Weeks views,
            @JsonProperty("last_install") @Nullable InstallLine lastInstall)
            implements Answer {}

    record PushLine(String owner, String name, String visibility, String author, BigDecimal created, String hash) {
        static PushLine of(Activity.Push push) {
            return new PushLine(
                    push.name().owner(),
                    push.name().name(),
                    push.visibility().word(),
                    push.author(),
                    Times.seconds(push.when()),
                    push.hash().toString());
        }
    }

    /** @param id as the comments of the package have it */
    record CommentLine(
            String id, String owner, String name, String visibility, String author, BigDecimal created, String text) {
        static CommentLine of(Activity.Remark remark) {
            return new CommentLine(
                    CommentIds.text(remark.id()),
                    remark.name().owner(),
                    remark.name().name(),
                    remark.visibility().word(),
                    remark.author(),
                    Times.seconds(remark.when()),
                    remark.excerpt());
        }
    }

    record ActivityAnswer(List<PushLine> pushes, List<CommentLine> comments) implements Answer {}

    @GET
    @Path("usage/{owner}/{name}")
    public Response usage(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name) {
        var found = activity.usage(callers.anonymous(request), new PackageName(owner, name));
        return Replies.now(new UsageAnswer(
                Times.seconds(found.installs().start()),
                Weeks.of(found.installs()),
                Weeks.of(found.views()),
                found.last().map(InstallLine::of).orElse(null)));
    }

    @GET
    @Path("activity")
    public Response recent(
            @Context ContainerRequestContext request,
            @QueryParam("user") @Nullable String user,
            @QueryParam("limit") @Nullable String limit) {
        var found = activity.recent(
                callers.anonymous(request), Replies.text(user), Replies.number("limit", limit, USUAL, 1, MOST));
        return Replies.now(new ActivityAnswer(
                found.pushes().stream().map(PushLine::of).toList(),
                found.comments().stream().map(CommentLine::of).toList()));
    }
}
