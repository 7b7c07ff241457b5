package org.quiltappliance.server.http.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.accounts.Device;
import org.quiltappliance.server.accounts.SignIns;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;
import org.quiltappliance.server.http.Answer;
import org.quiltappliance.server.http.ClientAddress;
import org.quiltappliance.server.http.RequestBody;
import org.quiltappliance.server.http.Schema;
import org.quiltappliance.server.http.Sender;

/** Signing in and out of the catalog. The rules and limits are those of {@code POST /api/login}. */
@Path("api/ui/session")
public final class SessionResource {

    private final SignIns signIns;
    private final HttpConfig config;
    private final SessionCookie cookie;

    SessionResource(SignIns signIns, HttpConfig config) {
        this.signIns = signIns;
        this.config = config;
        this.cookie = new SessionCookie(config.catalogUrl());
    }

    record SessionAnswer(
            @Nullable String user,
            @Nullable String email,
            @JsonProperty("is_admin") boolean isAdmin,
            @JsonProperty("expires_at") @Nullable Long expiresAt)
            implements Answer {

        static final SessionAnswer NOBODY = new SessionAnswer(null, null, false, null);

        static SessionAnswer of(SignIns.Session session) {
            return new SessionAnswer(
                    session.account().accountName(),
                    session.account().email(),
                    session.account().admin(),
                    session.expires().getEpochSecond());
        }
    }

    @GET
    public Response show(@Context ContainerRequestContext request, @Context Request connection) {
        var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        var token = header == null ? cookie.read(connection) : Optional.of(header);
        var session = token.flatMap(this::session);
        var answer = Replies.notKept(Response.ok(session.map(SessionAnswer::of).orElse(SessionAnswer.NOBODY)));
        return token.isPresent() && session.isEmpty() && header == null
                ? answer.header(HttpHeaders.SET_COOKIE, cookie.dropped(connection.isSecure()))
                        .build()
                : answer.build();
    }

    @POST
    public Response signIn(@Context ContainerRequestContext request, @Context Request connection) {
        if (Sender.of(connection, config.catalogUrl()) == Sender.SOMEBODY_ELSE) {
            throw new Forbidden("This sign-in was sent from another site. Open the catalog itself and try again.");
        }
        var body = Schema.closedTexts(RequestBody.of(request, config).tree(), "username", "password");
        var issued = signIns.signIn(
                body.get(0),
                body.get(1),
                ClientAddress.of(connection),
                Device.browser(request.getHeaderString(HttpHeaders.USER_AGENT)));
        return Replies.notKept(Response.ok(SessionAnswer.of(signIns.session(issued.token()))))
                .header(HttpHeaders.SET_COOKIE, cookie.kept(issued, connection.isSecure()))
                .build();
    }

    /** A session that is over already is no reason to keep its cookie. */
    @DELETE
    public Response signOut(@Context Request connection) {
        var token = cookie.read(connection);
        if (token.isPresent()) {
            CookieCaller.requireOwnPage(connection, config.catalogUrl());
            token.flatMap(this::session).ifPresent(session -> signIns.logout(session.account(), token.get()));
        }
        return Replies.notKept(Response.ok(SessionAnswer.NOBODY))
                .header(HttpHeaders.SET_COOKIE, cookie.dropped(connection.isSecure()))
                .build();
    }

    private Optional<SignIns.Session> session(String token) {
        try {
            return Optional.of(signIns.session(token));
        } catch (Unauthenticated | Forbidden over) {
            return Optional.empty();
        }
    }
}
