package org.quiltappliance.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.events.Event;
import org.quiltappliance.server.events.EventType;
import org.quiltappliance.server.events.Events;

/** What happened, for administrators (registry-api.md 2.11). */
@Path("api")
public final class AuditResource {

    /** What the command-line client is told instead of nobody, on which it would crash (client-protocol.md 12.5). */
    private static final String NOBODY = "(anonymous)";

    private final Events events;
    private final Callers callers;

    AuditResource(Events events, Callers callers) {
        this.events = events;
        this.callers = callers;
    }

    record Audit(List<Line> events) implements Answer {
        record Line(
                BigDecimal created,
                @Nullable String user,
                String type,
                @JsonProperty("package_owner") String packageOwner,
                @JsonProperty("package_name") String packageName,
                @JsonProperty("package_hash") @Nullable String packageHash,
                @JsonRawValue @Nullable String extra) {}
    }

    record Summary(Map<String, Counts> packages) implements Answer {
        record Counts(Count installs, Count previews, Count pushes, Count deletes) {}

        record Count(
                long count,

                @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
                BigDecimal latest) {
            static Count of(EventCounts counts, String subject, EventType type) {
                return counts.find(subject, type)
                        .map(found -> new Count(found.count(), Times.seconds(found.latest())))
                        .orElseGet(() -> new Count(0, null));
            }
        }
    }

    @GET
    @FinalSlash
    @Path("audit/{owner}/{name}")
    public Answer ofPackage(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name) {
        callers.admin(request);
        return audit(request, events.ofPackage(owner, name));
    }

    @GET
    @FinalSlash
    @Path("audit/{user}")
    public Answer by(@Context ContainerRequestContext request, @PathParam("user") String user) {
        callers.admin(request);
        return audit(request, events.by(user));
    }

    @GET
    @Path("admin/package_summary")
    public Answer summary(@Context ContainerRequestContext request) {
        callers.admin(request);
        var counts = EventCounts.of(events.perPackage());
        Map<String, Summary.Counts> packages = new TreeMap<>();
        for (String subject : counts.subjects()) {
            packages.put(
                    subject,
                    new Summary.Counts(
                            Summary.Count.of(counts, subject, EventType.INSTALL),
                            Summary.Count.of(counts, subject, EventType.PREVIEW),
                            Summary.Count.of(counts, subject, EventType.PUSH),
                            Summary.Count.of(counts, subject, EventType.DELETE)));
        }
        return new Summary(packages);
    }

    private static Answer audit(ContainerRequestContext request, List<Event> events) {
        var agent = request.getHeaderString("User-Agent");
        var nobody = agent != null && agent.startsWith("quilt-cli/") ? NOBODY : null;
        return new Audit(events.stream().map(event -> line(event, nobody)).toList());
    }

    private static Audit.Line line(Event event, @Nullable String nobody) {
        return new Audit.Line(
                Times.seconds(event.created()),
                event.actor().orElse(nobody),
                event.type().name(),
                event.owner(),
                event.name(),
                event.hash().map(Hash::toString).orElse(null),
                event.extra().orElse(null));
    }
}
