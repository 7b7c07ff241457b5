package org.quiltappliance.server.http.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.catalog.Look;
import org.quiltappliance.server.http.Answer;
import org.quiltappliance.server.http.Callers;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.tables.Summaries;
import org.quiltappliance.server.tables.Tables;
import org.quiltappliance.server.tables.worker.Found;

/** Tables of a revision, row by row. */
@Path("api/ui")
public final class TablesResource {

    private static final int MOST_ROWS = 1_000;
    private static final long FARTHEST_ROW = 1_000_000_000_000L;
    private static final int USUAL_CELL = 1_000;
    private static final int LONGEST_CELL = 1_000_000;

    private final Browsing browsing;
    private final Tables tables;
    private final Callers callers;

    TablesResource(Browsing browsing, Tables tables, Callers callers) {
        this.browsing = browsing;
        this.tables = tables;
        this.callers = callers;
    }

    record ColumnLine(String name, String type, String kind) {
        static ColumnLine of(Found.Column column) {
            return new ColumnLine(
                    column.name(), column.type(), column.kind().name().toLowerCase(Locale.ROOT));
        }
    }

    record PartialLine(long read, @Nullable Long of) {
        static @Nullable PartialLine of(Tables.@Nullable Read partial) {
            return partial == null ? null : new PartialLine(partial.readBytes(), partial.ofBytes());
        }
    }

    record RowsAnswer(
            String hash,
            String path,
            String format,
            @Nullable String delimiter,
            @Nullable Boolean header,
            @Nullable List<String> sheets,
            @Nullable String sheet,
            List<ColumnLine> schema,
            List<Integer> columns,
            long total,
            long offset,
            List<List<@Nullable Object>> rows,
            List<List<Integer>> cut,
            @Nullable PartialLine partial)
            implements Answer {}

    record SummaryLine(
            String name,
            String type,
            String kind,
            @Nullable Long nulls,
            @Nullable Long distinct,
            @Nullable Object min,
            @Nullable Object max,
            @Nullable List<Found.Bar> bars,
            @Nullable List<Found.Value> top,
            @Nullable String failed) {
        static SummaryLine of(Summaries.ColumnLine line) {
            var column = ColumnLine.of(line.column());
            var summary = line.summary();
            return summary == null
                    ? new SummaryLine(
                            column.name(),
                            column.type(),
                            column.kind(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            line.failed())
                    : new SummaryLine(
                            column.name(),
                            column.type(),
                            column.kind(),
                            summary.nulls(),
                            summary.distinct(),
                            summary.min(),
                            summary.max(),
                            summary.bars(),
                            summary.top(),
                            null);
        }
    }

    record SummaryAnswer(
            String hash, String path, long rows, @Nullable PartialLine partial, List<SummaryLine> columns)
            implements Answer {}

    record ProgressAnswer(int done, int of) implements Answer {
        @Override
        @JsonProperty("status")
        public int status() {
            return 202;
        }
    }

    @GET
    @Path("rows/{owner}/{name}/{rev}/{subpath: .+}")
    public Response rows(
            @Context ContainerRequestContext request,
            @Context Request connection,
            @BeanParam RevisionAddress address,
            @PathParam("subpath") String path,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("columns") @Nullable String columns,
            @QueryParam("sort") List<String> sort,
            @QueryParam("filter") List<String> filter,
            @QueryParam("header") @Nullable String header,
            @QueryParam("sheet") @Nullable String sheet,
            @QueryParam("cell") @Nullable String cell) {
        var look = address.look(browsing, callers, request);
        var wish = new Tables.Wish(
                Replies.number("offset", offset, 0L, 0, FARTHEST_ROW),
                Replies.number("limit", limit, 100, 1, MOST_ROWS),
                TableWishes.columns(columns),
                TableWishes.orders(sort),
                TableWishes.conditions(filter),
                TableWishes.header(header),
                TableWishes.sheet(sheet),
                Replies.number("cell", cell, USUAL_CELL, 1, LONGEST_CELL));
        return Replies.ofRevision(connection, look, () -> rows(look, Replies.path(path), wish));
    }

    private RowsAnswer rows(Look look, List<String> path, Tables.Wish wish) {
        var window = tables.rows(look, path, wish);
        var found = window.found();
        var dialect = found.dialect();
        var sheet = window.sheet();
        return new RowsAnswer(
                look.revision().hash().toString(),
                String.join("/", path),
                window.format().name().toLowerCase(Locale.ROOT),
                dialect == null ? null : dialect.delimiter(),
                sheet != null ? Boolean.valueOf(sheet.header()) : dialect == null ? null : dialect.header(),
                sheet == null ? null : sheet.sheets(),
                sheet == null ? null : sheet.sheet(),
                found.schema().stream().map(ColumnLine::of).toList(),
                found.columns(),
                found.total(),
                wish.offset(),
                found.rows(),
                found.cut(),
                PartialLine.of(window.partial()));
    }

    @GET
    @Path("summary/{owner}/{name}/{rev}/{subpath: .+}")
    public Response summary(
            @Context ContainerRequestContext request,
            @Context Request connection,
            @BeanParam RevisionAddress address,
            @PathParam("subpath") String path,
            @QueryParam("header") @Nullable String header,
            @QueryParam("sheet") @Nullable String sheet) {
        var look = address.look(browsing, callers, request);
        var place = Replies.path(path);
        var progress = tables.summary(look, place, TableWishes.header(header), TableWishes.sheet(sheet));
        if (progress.summary().isEmpty()) {
            return Replies.notKept(Response.status(202)
                            .entity(new ProgressAnswer(progress.done(), progress.of()))
                            .header(HttpHeaders.RETRY_AFTER, 1))
                    .build();
        }
        var summary = progress.summary().get();
        return Replies.ofRevision(
                connection,
                look,
                () -> new SummaryAnswer(
                        look.revision().hash().toString(),
                        String.join("/", place),
                        summary.rows(),
                        PartialLine.of(summary.partial()),
                        summary.columns().stream().map(SummaryLine::of).toList()));
    }

    record ComparedColumnLine(
            String name,
            String change,
            @Nullable String before,
            @Nullable String after) {
        static ComparedColumnLine of(Found.ComparedColumn column) {
            return new ComparedColumnLine(
                    column.name(), column.change().name().toLowerCase(Locale.ROOT), column.before(), column.after());
        }
    }

    record RowCounts(long before, long after) {}

    record RowChanges(long added, long removed, long changed, long same) {}

    record ChangedRow(
            String change,
            @Nullable List<@Nullable Object> before,
            @Nullable List<@Nullable Object> after,
            List<Integer> cells) {
        static ChangedRow of(Found.Line line) {
            return new ChangedRow(
                    line.change().name().toLowerCase(Locale.ROOT), line.before(), line.after(), line.cells());
        }
    }

    record ChangesAnswer(
            String base,
            String head,
            String path,
            List<ComparedColumnLine> columns,
            RowCounts rows,
            @Nullable List<String> key,
            RowChanges counts,
            long offset,
            List<ChangedRow> lines,
            boolean more,
            boolean partial)
            implements Answer {}

    @GET
    @Path("changes/{owner}/{name}/{base}/{head}/{subpath: .+}")
    public Response changes(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("base") String base,
            @PathParam("head") String head,
            @PathParam("subpath") String path,
            @QueryParam("from") @Nullable String from,
            @QueryParam("key") List<String> key,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit) {
        var caller = callers.anonymous(request);
        var before = browsing.look(caller, new PackageName(owner, name), base);
        var after = browsing.look(caller, new PackageName(owner, name), head);
        var place = Replies.path(path);
        var oldPlace = from == null || from.isEmpty() ? place : Replies.path(from);
        long first = Replies.number("offset", offset, 0L, 0, FARTHEST_ROW);
        int most = Replies.number("limit", limit, 100, 1, MOST_ROWS);
        var compared = tables.differences(before, oldPlace, after, place, key, first, most);
        var found = compared.found();
        return Replies.now(new ChangesAnswer(
                before.revision().hash().toString(),
                after.revision().hash().toString(),
                String.join("/", place),
                found.columns().stream().map(ComparedColumnLine::of).toList(),
                new RowCounts(found.rowsBefore(), found.rowsAfter()),
                key.isEmpty() ? null : key,
                new RowChanges(found.added(), found.removed(), found.changed(), found.same()),
                first,
                found.lines().stream().map(ChangedRow::of).toList(),
                found.more(),
                compared.partial()));
    }
}
