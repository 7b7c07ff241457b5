package org.quiltappliance.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.jetty.server.Request;
import org.quiltappliance.server.accounts.Device;
import org.quiltappliance.server.accounts.IssuedToken;
import org.quiltappliance.server.accounts.SignIns;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** Tokens, codes and signing in (registry-api.md 2.2). */
@Path("api")
public final class TokenResource {

    private final SignIns signIns;
    private final Callers callers;
    private final HttpConfig config;

    TokenResource(SignIns signIns, Callers callers, HttpConfig config) {
        this.signIns = signIns;
        this.callers = callers;
        this.config = config;
    }

    record TokenPair(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("refresh_token") String refreshToken,
            @JsonProperty("expires_at") long expiresAt)
            implements Answer {
        static TokenPair of(IssuedToken issued) {
            return new TokenPair(
                    issued.token(), issued.token(), issued.expires().getEpochSecond());
        }
    }

    record Token(String token) implements Answer {}

    record Code(String code) implements Answer {}

    record Me(
            @JsonProperty("current_user") String currentUser,
            String email,
            @JsonProperty("is_staff") boolean isStaff,
            @JsonProperty("is_active") boolean isActive)
            implements Answer {}

    @POST
    @Path("token")
    public Answer trade(@Context ContainerRequestContext request) {
        var form = FormBody.of(request, config);
        callers.open(request);
        var token =
                form.get("refresh_token").orElseThrow(() -> new Invalid("The form field 'refresh_token' is missing."));
        return TokenPair.of(signIns.trade(token, program(request)));
    }

    @POST
    @Path("login")
    public Answer login(@Context ContainerRequestContext request, @Context Request connection) {
        var body = Schema.closedTexts(RequestBody.of(request, config).tree(), "username", "password");
        callers.open(request);
        return new Token(signIns.signIn(body.get(0), body.get(1), ClientAddress.of(connection), program(request))
                .token());
    }

    private static Device program(ContainerRequestContext request) {
        return Device.program(request.getHeaderString(HttpHeaders.USER_AGENT));
    }

    @GET
    @Path("me")
    public Answer me(@Context ContainerRequestContext request) {
        var caller = callers.signedIn(request);
        return new Me(caller.accountName(), caller.email(), caller.admin(), true);
    }

    @POST
    @Path("refresh")
    public Answer refresh(@Context ContainerRequestContext request) {
        var caller = callers.signedIn(request);
        return new Token(signIns.refresh(caller, request.getHeaderString("Authorization"), program(request))
                .token());
    }

    @POST
    @Path("logout")
    public Answer logout(@Context ContainerRequestContext request) {
        signIns.logout(callers.signedIn(request), request.getHeaderString("Authorization"));
        return Answer.Done.DONE;
    }

    @GET
    @Path("code")
    public Answer code(@Context ContainerRequestContext request) {
        return new Code(signIns.issueCode(callers.signedIn(request)));
    }
}
