package org.quiltappliance.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.quiltappliance.server.packages.AccessList;
import org.quiltappliance.server.packages.Invitation;
import org.quiltappliance.server.packages.PackageName;

/** Sharing and invitations (registry-api.md 2.9, 2.5.14, 2.5.15). */
@Path("api")
public final class AccessResource {

    private final AccessList accessList;
    private final Callers callers;

    AccessResource(AccessList accessList, Callers callers) {
        this.accessList = accessList;
        this.callers = callers;
    }

    record Users(List<String> users) implements Answer {}

    record Invitations(List<Line> invitations) implements Answer {
        record Line(
                @JsonProperty("invitation_id") long invitationId,
                String owner,
                @JsonProperty("package") String packageName,
                String email,
                @JsonProperty("invited_at") String invitedAt) {}

        static Invitations of(List<Invitation> invitations) {
            return new Invitations(invitations.stream()
                    .map(it -> new Line(it.id(), it.owner(), it.name(), it.email(), Times.iso(it.invitedAt())))
                    .toList());
        }
    }

    @PUT
    @Path("access/{owner}/{name}/{user}")
    public Answer grant(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("user") String user) {
        accessList.grant(callers.signedIn(request), new PackageName(owner, name), user);
        return Answer.Done.DONE;
    }

    @GET
    @Path("access/{owner}/{name}/{user}")
    public Answer check(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("user") String user) {
        accessList.check(callers.signedIn(request), new PackageName(owner, name), user);
        return Answer.Done.DONE;
    }

    @DELETE
    @Path("access/{owner}/{name}/{user}")
    public Answer revoke(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("user") String user) {
        accessList.revoke(callers.signedIn(request), new PackageName(owner, name), user);
        return Answer.Done.DONE;
    }

    @GET
    @FinalSlash
    @Path("access/{owner}/{name}")
    public Answer list(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name) {
        return new Users(accessList.list(callers.signedIn(request), new PackageName(owner, name)));
    }

    @GET
    @FinalSlash
    @Path("invite")
    public Answer waiting(@Context ContainerRequestContext request) {
        return Invitations.of(accessList.invitationsTo(callers.signedIn(request)));
    }

    @GET
    @FinalSlash
    @Path("invite/{owner}/{name}")
    public Answer invited(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name) {
        return Invitations.of(accessList.invitationsOf(callers.signedIn(request), new PackageName(owner, name)));
    }
}
