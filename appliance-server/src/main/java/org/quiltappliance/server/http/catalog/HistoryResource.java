package org.quiltappliance.server.http.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.catalog.FileHistory;
import org.quiltappliance.server.catalog.History;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.http.Answer;
import org.quiltappliance.server.http.Callers;
import org.quiltappliance.server.http.Times;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.Tags;

/** The revisions of a package, and what differs between two of them. */
@Path("api/ui")
public final class HistoryResource {

    private static final int MOST_LINES = 100;
    private static final int MOST_CHANGES = 1_000;
    private static final Set<String> CHANGES = Set.of("", "added", "removed", "changed", "moved");

    private final Browsing browsing;
    private final History history;
    private final FileHistory files;
    private final Callers callers;

    HistoryResource(Browsing browsing, History history, FileHistory files, Callers callers) {
        this.browsing = browsing;
        this.history = history;
        this.files = files;
        this.callers = callers;
    }

    record RevisionsAnswer(
            long total, List<Line> revisions, @Nullable String next) implements Answer {
        record Line(
                String hash,
                String author,
                BigDecimal created,
                List<String> tags,
                List<String> versions,
                long size,
                long files,
                @Nullable String previous,
                Lines.@Nullable Counts changes) {
            static Line of(History.Line line) {
                return new Line(
                        line.hash().toString(),
                        line.author(),
                        Times.seconds(line.created()),
                        line.tags(),
                        line.versions(),
                        line.totalBytes(),
                        line.files(),
                        line.previous().map(Hash::toString).orElse(null),
                        line.changes().map(Lines.Counts::of).orElse(null));
            }
        }
    }

    record LatestAnswer(
            String hash,
            @JsonProperty("updated_at") BigDecimal updatedAt,
            @JsonProperty("updated_by") String updatedBy) implements Answer {}

    /** Which revision is the latest now: little to ask for again and again, as nothing is sent when it is the same. */
    @GET
    @Path("latest/{owner}/{name}")
    public Response latest(
            @Context ContainerRequestContext request,
            @Context Request connection,
            @PathParam("owner") String owner,
            @PathParam("name") String name) {
        var look = browsing.look(callers.anonymous(request), new PackageName(owner, name), Tags.LATEST);
        var revision = look.revision();
        return Replies.ofRevision(
                connection,
                look,
                () -> new LatestAnswer(
                        revision.hash().toString(), Times.seconds(revision.updatedAt()), revision.updatedBy()));
    }

    record Summary(
            int added,
            int removed,
            int changed,
            int moved,
            @JsonProperty("bytes_added") long bytesAdded,
            @JsonProperty("bytes_removed") long bytesRemoved) {
        static Summary of(History.Differences found) {
            var counts = found.counts();
            return new Summary(
                    counts.added(),
                    counts.removed(),
                    counts.changed(),
                    counts.moved(),
                    found.bytesAdded(),
                    found.bytesRemoved());
        }
    }

    record ChangeLine(
            String path,
            String change,
            @Nullable String from,
            Lines.@Nullable Side before,
            Lines.@Nullable Side after,
            @JsonProperty("contents_changed") boolean contentsChanged,
            @JsonProperty("metadata_changed") boolean metadataChanged) {
        static ChangeLine of(History.Difference found) {
            return new ChangeLine(
                    found.path(),
                    found.change(),
                    found.from().orElse(null),
                    found.before().map(Lines.Side::of).orElse(null),
                    found.after().map(Lines.Side::of).orElse(null),
                    found.contentsChanged(),
                    found.metadataChanged());
        }
    }

    record CompareAnswer(
            Lines.Facts base,
            Lines.Facts head,
            Summary summary,
            int total,
            List<ChangeLine> changes,
            @Nullable String next)
            implements Answer {}

    @GET
    @Path("revisions/{owner}/{name}")
    public Response revisions(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        var caller = callers.anonymous(request);
        long behind = Replies.number("after", after, 0L, 0, Long.MAX_VALUE);
        int most = Replies.number("limit", limit, 20, 1, MOST_LINES);
        var log = history.log(caller, new PackageName(owner, name), behind, most);
        return Replies.now(new RevisionsAnswer(
                log.total(), log.lines().stream().map(RevisionsAnswer.Line::of).toList(), Replies.next(log.next())));
    }

    @GET
    @Path("compare/{owner}/{name}/{base}/{head}")
    public Response compare(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("base") String base,
            @PathParam("head") String head,
            @QueryParam("path") @Nullable String path,
            @QueryParam("change") @Nullable String change,
            @QueryParam("q") @Nullable String query,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        var caller = callers.anonymous(request);
        var before = browsing.look(caller, new PackageName(owner, name), base);
        var now = browsing.look(caller, new PackageName(owner, name), head);
        if (!CHANGES.contains(Replies.text(change))) {
            throw new Invalid("change must be added, removed, changed or moved.");
        }
        int from = Replies.number("after", after, 0, 0, Integer.MAX_VALUE);
        int most = Replies.number("limit", limit, 500, 1, MOST_CHANGES);
        var filter = new History.Filter(
                Replies.path(path), Replies.text(change), Replies.text(query).strip());
        var found = history.compare(before, now, filter, from, most);
        return Replies.now(new CompareAnswer(
                Lines.Facts.of(browsing.facts(before)),
                Lines.Facts.of(browsing.facts(now)),
                Summary.of(found),
                found.page().total(),
                found.page().lines().stream().map(ChangeLine::of).toList(),
                Replies.next(found.page().next())));
    }

    record FileChangeLine(
            String hash,
            String author,
            BigDecimal created,
            String change,
            @Nullable String previous,
            List<String> tags,
            List<String> versions) {
        static FileChangeLine of(FileHistory.Line line) {
            return new FileChangeLine(
                    line.hash().toString(),
                    line.author(),
                    Times.seconds(line.created()),
                    line.change(),
                    line.previous().map(Hash::toString).orElse(null),
                    line.tags(),
                    line.versions());
        }
    }

    record FileHistoryAnswer(
            String hash,
            String path,
            int looked,
            List<FileChangeLine> changes,
            @Nullable String next) implements Answer {}

    @GET
    @Path("history/{owner}/{name}/{rev}/{subpath: .+}")
    public Response file(
            @Context ContainerRequestContext request,
            @BeanParam RevisionAddress address,
            @PathParam("subpath") String path,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        var look = address.look(browsing, callers, request);
        long from = Replies.number("after", after, 0L, 0, Long.MAX_VALUE);
        int most = Replies.number("limit", limit, 20, 1, MOST_LINES);
        var place = Replies.path(path);
        var found = files.of(look, place, from, most);
        return Replies.now(new FileHistoryAnswer(
                look.revision().hash().toString(),
                String.join("/", place),
                found.looked(),
                found.lines().stream().map(FileChangeLine::of).toList(),
                Replies.next(found.next())));
    }
}
