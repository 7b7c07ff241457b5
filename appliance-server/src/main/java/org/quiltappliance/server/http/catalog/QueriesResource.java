package org.quiltappliance.server.http.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.http.Answer;
import org.quiltappliance.server.http.Callers;
import org.quiltappliance.server.http.RequestBody;
import org.quiltappliance.server.http.catalog.TablesResource.ColumnLine;
import org.quiltappliance.server.tables.Tables;
import org.quiltappliance.server.tables.worker.Work.FileFormat;

/** Statements over the tables of one revision. */
@Path("api/ui")
public final class QueriesResource {

    private static final int USUAL_ROWS = 1_000;
    private static final int MOST_ROWS = 10_000;
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9-]{0,64}");

    private final Browsing browsing;
    private final Tables tables;
    private final Callers callers;
    private final HttpConfig config;

    QueriesResource(Browsing browsing, Tables tables, Callers callers, HttpConfig config) {
        this.browsing = browsing;
        this.tables = tables;
        this.callers = callers;
        this.config = config;
    }

    record QueryAnswer(
            String hash,
            List<ColumnLine> schema,
            List<List<@Nullable Object>> rows,
            List<List<Integer>> cut,
            boolean more,
            @Nullable Long total,
            List<String> partial,
            long milliseconds)
            implements Answer {}

    @POST
    @Path("sql/{owner}/{name}/{rev}")
    public Response query(@Context ContainerRequestContext request, @BeanParam RevisionAddress address) {
        var look = address.look(browsing, callers, request);
        var body = RequestBody.of(request, config).tree();
        var selected = tables.query(
                look,
                text(body, "sql"),
                Replies.number("limit", body.path("limit").asText(""), USUAL_ROWS, 1, MOST_ROWS),
                run(text(body, "run")));
        var rows = selected.rows();
        return Replies.now(new QueryAnswer(
                look.revision().hash().toString(),
                rows.schema().stream().map(ColumnLine::of).toList(),
                rows.rows(),
                rows.cut(),
                rows.more(),
                rows.total(),
                selected.partial(),
                selected.took().toMillis()));
    }

    private static String text(JsonNode body, String name) {
        var value = body.path(name);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw new Invalid(name + " must be a text.");
        }
        return value.asText("");
    }

    private static String run(String text) {
        if (!RUN.matcher(text).matches()) {
            throw new Invalid("run may have up to 64 letters, digits and hyphens.");
        }
        return text;
    }

    @DELETE
    @Path("sql/{owner}/{name}/{rev}/{run}")
    public Answer cancel(
            @Context ContainerRequestContext request,
            @BeanParam RevisionAddress address,
            @PathParam("run") String run) {
        tables.cancel(address.look(browsing, callers, request), run(run));
        return Answer.Done.DONE;
    }

    @GET
    @Path("export/{owner}/{name}/{rev}")
    public Response export(
            @Context ContainerRequestContext request,
            @BeanParam RevisionAddress address,
            @QueryParam("sql") @Nullable String sql,
            @QueryParam("format") @Nullable String format) {
        var look = address.look(browsing, callers, request);
        var wanted = Replies.choice("format", format, FileFormat.CSV);
        var file = tables.export(look, Replies.text(sql), wanted);
        StreamingOutput bytes = out -> {
            try (file;
                    var in = file.read()) {
                in.transferTo(out);
            }
        };
        boolean csv = wanted == FileFormat.CSV;
        return Replies.notKept(Response.ok(bytes))
                .type(csv ? "text/csv; charset=utf-8" : ContentTypes.PARQUET)
                .header(HttpHeaders.CONTENT_LENGTH, file.bytes())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        Downloads.disposition("attachment", look.name().name() + (csv ? ".csv" : ".parquet")))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
