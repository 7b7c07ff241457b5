package org.quiltappliance.server.http.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.catalog.FolderSort;
import org.quiltappliance.server.catalog.Look;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.Quoted;
import org.quiltappliance.server.http.Answer;
import org.quiltappliance.server.http.Callers;
import org.quiltappliance.server.http.catalog.Lines.EntryLine;
import org.quiltappliance.server.tables.Tables;

/** A look into one revision: the page around it, its folders, its files. */
@Path("api/ui")
public final class BrowsingResource {

    private static final int MOST_ENTRIES = 1_000;
    private static final int MOST_FOUND = 500;

    private final Browsing browsing;
    private final Tables tables;
    private final Callers callers;

    BrowsingResource(Browsing browsing, Tables tables, Callers callers) {
        this.browsing = browsing;
        this.tables = tables;
        this.callers = callers;
    }

    record ReadmeLine(String text, boolean truncated, String hash) {}

    record CountsLine(long revisions, long comments) {}

    record Usage(long installs, long previews) {}

    record Rights(boolean owner, boolean push, boolean comment) {}

    record PackageAnswer(
            String owner,
            String name,
            String visibility,
            @JsonProperty("is_public") boolean isPublic,
            @JsonProperty("is_team") boolean isTeam,
            Lines.Facts revision,
            @Nullable String latest,
            @JsonProperty("is_latest") boolean isLatest,
            @Nullable String description,
            @Nullable ReadmeLine readme,
            @JsonProperty("file_types") Map<String, Long> fileTypes,
            List<Lines.Named> tags,
            List<Lines.Named> versions,
            CountsLine counts,
            Usage usage,
            Rights rights)
            implements Answer {}

    record TreeAnswer(
            String hash,
            String path,
            long size,
            int files,
            int total,
            List<EntryLine> entries,
            @Nullable String next) implements Answer {}

    record FoundLine(
            String name,
            String path,
            String kind,
            String type,
            @JsonProperty("original_name") @Nullable String originalName,
            long size,
            int files,
            @Nullable Long rows,
            List<int[]> marks) {
        static FoundLine of(Browsing.Found found, OptionalLong rows) {
            var entry = found.entry();
            return new FoundLine(
                    entry.name(),
                    entry.path(),
                    Lines.kind(entry.kind()),
                    entry.type(),
                    entry.originalName().orElse(null),
                    entry.bytes(),
                    entry.leaves(),
                    Lines.orNull(rows),
                    found.marks());
        }
    }

    record FindAnswer(String hash, int total, List<FoundLine> entries) implements Answer {}

    record PartLine(String hash, @Nullable Long size) {
        static PartLine of(Browsing.Part part) {
            return new PartLine(part.hash().toString(), part.bytes() < 0 ? null : part.bytes());
        }
    }

    record NodeAnswer(
            String hash,
            String path,
            String name,
            String kind,
            String type,
            @JsonProperty("original_name") @Nullable String originalName,
            long size,
            int files,
            @Nullable Long rows,
            List<PartLine> objects,
            @JsonProperty("content_type") @Nullable String contentType,
            @JsonRawValue @Nullable String metadata,
            @JsonProperty("metadata_hash") @Nullable String metadataHash,

            @JsonProperty("user_metadata") @JsonRawValue @Nullable
            String userMetadata,

            @Nullable String previous,
            @Nullable String next)
            implements Answer {}

    @GET
    @Path("package/{owner}/{name}/{rev}")
    public Response overview(
            @Context ContainerRequestContext request,
            @Context Request connection,
            @BeanParam RevisionAddress address,
            @QueryParam("opened") @Nullable String opened) {
        var look = address.look(browsing, callers, request);
        if ("1".equals(opened) && connection.getMethod().equals("GET")) {
            browsing.recordOpened(look);
        }
        return Replies.now(overview(look, browsing.overview(look)));
    }

    private static PackageAnswer overview(Look look, Browsing.Overview found) {
        boolean signedIn = look.caller().name().isPresent();
        boolean owns = look.caller().is(look.name().owner());
        var latest = found.latest().map(Hash::toString).orElse(null);
        var hash = look.revision().hash().toString();
        return new PackageAnswer(
                look.name().owner(),
                look.name().name(),
                found.visibility().word(),
                found.isPublic(),
                found.isTeam(),
                Lines.Facts.of(found.facts()),
                latest,
                hash.equals(latest),
                found.description().orElse(null),
                found.readme()
                        .map(readme -> new ReadmeLine(
                                readme.text(), readme.truncated(), readme.hash().toString()))
                        .orElse(null),
                found.fileTypes(),
                found.tags().stream()
                        .map(tag -> new Lines.Named(tag.name(), tag.hash().toString()))
                        .toList(),
                found.versions().stream()
                        .map(version -> new Lines.Named(
                                version.version().normalForm(), version.hash().toString()))
                        .toList(),
                new CountsLine(found.pushes(), found.comments()),
                new Usage(found.installs(), found.previews()),
                // Whoever is of the team pushes to what is shared with it (registry-api.md 6.4).
                new Rights(owns, owns || found.isTeam(), signedIn));
    }

    @GET
    @Path("tree/{owner}/{name}/{rev}")
    public Response tree(
            @Context ContainerRequestContext request,
            @Context Request connection,
            @BeanParam RevisionAddress address,
            @QueryParam("path") @Nullable String path,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("sort") @Nullable String sort) {
        var look = address.look(browsing, callers, request);
        int from = Replies.number("after", after, 0, 0, Integer.MAX_VALUE);
        int most = Replies.number("limit", limit, 500, 1, MOST_ENTRIES);
        var order = FolderSort.Order.of(Replies.text(sort))
                .orElseThrow(() -> new Invalid("sort must be name, size, files or type, perhaps with - before, not "
                        + Quoted.of(Replies.text(sort))));
        return Replies.ofRevision(connection, look, List.of(tables.countsEdition()), () -> {
            var folder = browsing.folder(look, Replies.path(path), order, from, most);
            return new TreeAnswer(
                    look.revision().hash().toString(),
                    String.join("/", Replies.path(path)),
                    folder.bytes(),
                    folder.leaves(),
                    folder.entries().total(),
                    folder.entries().lines().stream()
                            .map(entry -> EntryLine.of(entry, tables.rowCount(entry)))
                            .toList(),
                    Replies.next(folder.entries().next()));
        });
    }

    @GET
    @Path("find/{owner}/{name}/{rev}")
    public Response find(
            @Context ContainerRequestContext request,
            @Context Request connection,
            @BeanParam RevisionAddress address,
            @QueryParam("q") @Nullable String query,
            @QueryParam("only") @Nullable String only,
            @QueryParam("limit") @Nullable String limit) {
        var look = address.look(browsing, callers, request);
        int most = Replies.number("limit", limit, 50, 1, MOST_FOUND);
        boolean onlyTables = Replies.word("only", only, "", "tables").equals("tables");
        return Replies.ofRevision(connection, look, List.of(tables.countsEdition()), () -> {
            var found = onlyTables
                    ? browsing.find(look, Replies.text(query), Tables::isTable, most)
                    : browsing.find(look, Replies.text(query), most);
            return new FindAnswer(
                    look.revision().hash().toString(),
                    found.total(),
                    found.best().stream()
                            .map(one -> FoundLine.of(one, tables.rowCount(one.entry())))
                            .toList());
        });
    }

    @GET
    @Path("node/{owner}/{name}/{rev}/{subpath: .+}")
    public Response node(
            @Context ContainerRequestContext request,
            @Context Request connection,
            @BeanParam RevisionAddress address,
            @PathParam("subpath") String path) {
        var look = address.look(browsing, callers, request);
        var place = Replies.path(path);
        var rows = Lines.orNull(tables.rowCount(browsing.entry(look, place)));
        return Replies.ofRevision(
                connection, look, Arrays.asList(rows), () -> node(look, browsing.detail(look, place), rows));
    }

    private static NodeAnswer node(Look look, Browsing.Detail found, @Nullable Long rows) {
        var entry = found.entry();
        return new NodeAnswer(
                look.revision().hash().toString(),
                entry.path(),
                entry.name(),
                Lines.kind(entry.kind()),
                entry.type(),
                entry.originalName().orElse(null),
                entry.bytes(),
                entry.leaves(),
                rows,
                found.parts().stream().map(PartLine::of).toList(),
                switch (entry.kind()) {
                    case GROUP -> null;
                    case TABLE -> ContentTypes.PARQUET;
                    case FILE -> ContentTypes.of(entry.type());
                },
                found.metadata().orElse(null),
                found.metadataHash().map(Hash::toString).orElse(null),
                found.userMetadata().orElse(null),
                found.previous().orElse(null),
                found.next().orElse(null));
    }
}
