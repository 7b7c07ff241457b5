package org.quiltappliance.server.http;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import org.eclipse.jetty.server.Request;
import org.quiltappliance.server.accounts.Accounts;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.errors.ApplianceException.NotFound;

/** What people do with their own account (registry-api.md 2.2), and payments, which are always off (2.3). */
@Path("api")
public final class AccountResource {

    private final Accounts accounts;
    private final Callers callers;
    private final HttpConfig config;

    AccountResource(Accounts accounts, Callers callers, HttpConfig config) {
        this.accounts = accounts;
        this.callers = callers;
        this.config = config;
    }

    @POST
    @Path("register")
    public Answer register(@Context ContainerRequestContext request, @Context Request connection) {
        var body = Schema.closedTexts(RequestBody.of(request, config).tree(), "username", "password", "email");
        callers.open(request);
        accounts.register(body.get(0), body.get(2), body.get(1), ClientAddress.of(connection));
        return Answer.Done.DONE;
    }

    @POST
    @Path("reset_password")
    public Answer resetPassword(@Context ContainerRequestContext request, @Context Request connection) {
        var body = Schema.closedTexts(RequestBody.of(request, config).tree(), "email");
        callers.open(request);
        accounts.requestReset(body.get(0), ClientAddress.of(connection));
        return Answer.Done.DONE;
    }

    @POST
    @Path("change_password")
    public Answer changePassword(@Context ContainerRequestContext request) {
        var body = Schema.closedTexts(RequestBody.of(request, config).tree(), "password", "link");
        callers.open(request);
        accounts.changePassword(body.get(1), body.get(0));
        return Answer.Done.DONE;
    }

    @POST
    @Path("payments/{action: update_plan|update_payment}")
    public Answer payments(@Context ContainerRequestContext request) {
        callers.signedIn(request);
        throw new NotFound("Payments not enabled");
    }
}
