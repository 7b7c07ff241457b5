package org.quiltappliance.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.Packages;
import org.quiltappliance.server.packages.PushLogEntry;

/** The log of pushes, and the client's telemetry, which goes nowhere (registry-api.md 2.6, defect D41). */
@Path("api/log")
public final class LogResource {

    private final Packages packages;
    private final Callers callers;
    private final HttpConfig config;

    LogResource(Packages packages, Callers callers, HttpConfig config) {
        this.packages = packages;
        this.callers = callers;
        this.config = config;
    }

    record Logs(List<Line> logs) implements Answer {
        record Line(
                String hash,
                BigDecimal created,
                String author,
                @Nullable List<String> tags,
                @Nullable List<String> versions) {
            static Line of(PushLogEntry entry) {
                return new Line(
                        entry.hash().toString(),
                        Times.seconds(entry.created()),
                        entry.author(),
                        nullWhenEmpty(entry.tags()),
                        nullWhenEmpty(entry.versions()));
            }

            private static @Nullable List<String> nullWhenEmpty(List<String> names) {
                return names.isEmpty() ? null : names;
            }
        }
    }

    @GET
    @FinalSlash
    @Path("{owner}/{name}")
    public Answer list(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name) {
        var caller = callers.anonymous(request);
        return new Logs(packages.log(caller, new PackageName(owner, name)).stream()
                .map(Logs.Line::of)
                .toList());
    }

    @POST
    public Answer telemetry(@Context ContainerRequestContext request) {
        var body = RequestBody.of(request, config).tree();
        Schema.needArray(body);
        for (JsonNode entry : body) {
            Schema.needObject(entry);
            var type = entry.get("type");
            if (type == null) {
                throw Schema.missing("type");
            }
            if (!type.isTextual() || !type.textValue().equals("build")) {
                throw new Invalid(Schema.show(type) + " is not one of ['build']");
            }
        }
        callers.anonymous(request);
        return Answer.Done.DONE;
    }
}
