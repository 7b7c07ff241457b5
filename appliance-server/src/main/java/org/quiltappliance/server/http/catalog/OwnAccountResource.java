package org.quiltappliance.server.http.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.accounts.Device;
import org.quiltappliance.server.accounts.OwnAccount;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.http.Answer;
import org.quiltappliance.server.http.Callers;
import org.quiltappliance.server.http.ClientAddress;
import org.quiltappliance.server.http.RequestBody;
import org.quiltappliance.server.http.Schema;

/** What people do with their own account: another password, and their sessions. */
@Path("api/ui")
public final class OwnAccountResource {

    private final OwnAccount account;
    private final Callers callers;
    private final HttpConfig config;

    OwnAccountResource(OwnAccount account, Callers callers, HttpConfig config) {
        this.account = account;
        this.callers = callers;
        this.config = config;
    }

    /** Times in whole seconds. @param kind {@code browser}, {@code program}, or null where it was not noted */
    record SessionLine(
            String id,
            @Nullable String kind,
            @Nullable String agent,
            @JsonProperty("made_at") long madeAt,
            @JsonProperty("used_at") @Nullable Long usedAt,
            @JsonProperty("expires_at") long expiresAt,
            boolean current) {

        static SessionLine of(OwnAccount.Session session) {
            return new SessionLine(
                    session.id().toString(),
                    session.device()
                            .map(device -> device.kind().name().toLowerCase(Locale.ROOT))
                            .orElse(null),
                    session.device().map(Device::agent).orElse(null),
                    session.made().getEpochSecond(),
                    session.lastUsed().map(Instant::getEpochSecond).orElse(null),
                    session.expires().getEpochSecond(),
                    session.current());
        }
    }

    record SessionsAnswer(List<SessionLine> sessions) implements Answer {}

    @GET
    @Path("sessions")
    public Response sessions(@Context ContainerRequestContext request) {
        var caller = callers.signedIn(request);
        return Replies.now(new SessionsAnswer(account.sessions(caller, authorization(request)).stream()
                .map(SessionLine::of)
                .toList()));
    }

    @DELETE
    @Path("sessions")
    public Response endOthers(@Context ContainerRequestContext request) {
        account.endOthers(callers.signedIn(request), authorization(request));
        return Replies.now(Answer.Done.DONE);
    }

    @DELETE
    @Path("sessions/{id}")
    public Response end(@Context ContainerRequestContext request, @PathParam("id") String id) {
        var caller = callers.signedIn(request);
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new NotFound(OwnAccount.NO_SESSION);
        }
        account.end(caller, UUID.fromString(id));
        return Replies.now(Answer.Done.DONE);
    }

    @POST
    @Path("password")
    public Response changePassword(@Context ContainerRequestContext request, @Context Request connection) {
        var body = Schema.closedTexts(RequestBody.of(request, config).tree(), "present", "chosen");
        var caller = callers.signedIn(request);
        account.changePassword(caller, authorization(request), body.get(0), body.get(1), ClientAddress.of(connection));
        return Replies.now(Answer.Done.DONE);
    }

    private static String authorization(ContainerRequestContext request) {
        return request.getHeaderString(HttpHeaders.AUTHORIZATION);
    }
}
