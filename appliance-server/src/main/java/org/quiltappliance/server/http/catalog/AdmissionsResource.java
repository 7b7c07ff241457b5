package org.quiltappliance.server.http.catalog;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.accounts.UserAdministration;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.http.Answer;
import org.quiltappliance.server.http.Callers;
import org.quiltappliance.server.http.RequestBody;
import org.quiltappliance.server.http.Schema;

/**
 * As {@code POST /api/users/create} and {@code /api/users/reset_password}, but where no mails go out the answer has the
 * link to choose a password, for passing on by hand.
 */
@Path("api/ui/admin")
public final class AdmissionsResource {

    private final UserAdministration users;
    private final Callers callers;
    private final HttpConfig config;

    AdmissionsResource(UserAdministration users, Callers callers, HttpConfig config) {
        this.users = users;
        this.callers = callers;
        this.config = config;
    }

    /** @param link as secret as a password; null when the owner has it by mail */
    record AdmissionAnswer(String name, @Nullable String link) implements Answer {}

    @POST
    @Path("users/create")
    public Response create(@Context ContainerRequestContext request) {
        callers.requireUserEndpoints();
        var body = Schema.closedTexts(RequestBody.of(request, config).tree(), "username", "email");
        callers.admin(request);
        return admission(body.get(0), users.create(body.get(0), body.get(1)));
    }

    @POST
    @Path("users/reset_password")
    public Response resetPassword(@Context ContainerRequestContext request) {
        callers.requireUserEndpoints();
        var body = Schema.closedTexts(RequestBody.of(request, config).tree(), "username");
        callers.admin(request);
        return admission(body.get(0), users.resetPassword(body.get(0)));
    }

    private Response admission(String name, URI link) {
        return Replies.now(new AdmissionAnswer(name, users.sendsMails() ? null : link.toString()));
    }
}
