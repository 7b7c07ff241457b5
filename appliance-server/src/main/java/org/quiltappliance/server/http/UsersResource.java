package org.quiltappliance.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quiltappliance.server.accounts.Account;
import org.quiltappliance.server.accounts.UserAdministration;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.events.EventType;
import org.quiltappliance.server.events.Events;
import org.quiltappliance.server.packages.Packages;

/** What administrators do with accounts (registry-api.md 2.10). */
@Path("api/users")
public final class UsersResource {

    private final UserAdministration users;
    private final Events events;
    private final Packages packages;
    private final Callers callers;
    private final HttpConfig config;

    UsersResource(UserAdministration users, Events events, Packages packages, Callers callers, HttpConfig config) {
        this.users = users;
        this.events = events;
        this.packages = packages;
        this.callers = callers;
        this.config = config;
    }

    record Line(
            String username,
            String email,
            @JsonProperty("date_joined") String dateJoined,
            @JsonProperty("last_login") String lastLogin,
            @JsonProperty("is_superuser") boolean isSuperuser,
            @JsonProperty("is_active") boolean isActive) {
        static Line of(Account account) {
            return new Line(
                    account.name(),
                    account.email(),
                    Times.iso(account.dateJoined()),
                    Times.iso(account.lastLogin()),
                    account.admin(),
                    account.active());
        }
    }

    record Lines(List<Line> results) implements Answer {}

    record Details(
            long packages,
            long installs,
            long previews,
            long pushes,
            long deletes,
            String status,
            @JsonProperty("last_seen") String lastSeen,
            @JsonProperty("is_admin") boolean isAdmin) {}

    record Detailed(Map<String, Details> users) implements Answer {}

    @GET
    @Path("list")
    public Answer list(@Context ContainerRequestContext request) {
        callers.requireUserEndpoints();
        callers.admin(request);
        return new Lines(users.list().stream().map(Line::of).toList());
    }

    @GET
    @Path("list_detailed")
    public Answer listDetailed(@Context ContainerRequestContext request) {
        callers.requireUserEndpoints();
        callers.admin(request);
        var counts = EventCounts.of(events.perPerson());
        var owned = packages.countByOwner();
        Map<String, Details> details = new TreeMap<>();
        for (Account account : users.list()) {
            details.put(
                    account.name(),
                    new Details(
                            owned.getOrDefault(account.name(), 0L),
                            counts.of(account.name(), EventType.INSTALL),
                            counts.of(account.name(), EventType.PREVIEW),
                            counts.of(account.name(), EventType.PUSH),
                            counts.of(account.name(), EventType.DELETE),
                            account.active() ? "active" : "disabled",
                            Times.iso(account.lastLogin()),
                            account.admin()));
        }
        return new Detailed(details);
    }

    @POST
    @Path("create")
    public Answer create(@Context ContainerRequestContext request) {
        callers.requireUserEndpoints();
        var body = Schema.closedTexts(RequestBody.of(request, config).tree(), "username", "email");
        callers.admin(request);
        users.create(body.get(0), body.get(1));
        return Answer.Done.DONE;
    }

    @POST
    @Path("disable")
    public Answer disable(@Context ContainerRequestContext request) {
        var name = userName(request);
        users.disable(callers.admin(request), name);
        return Answer.Done.DONE;
    }

    @POST
    @Path("enable")
    public Answer enable(@Context ContainerRequestContext request) {
        var name = userName(request);
        callers.admin(request);
        users.enable(name);
        return Answer.Done.DONE;
    }

    @POST
    @Path("grant_admin")
    public Answer grantAdmin(@Context ContainerRequestContext request) {
        var name = userName(request);
        callers.admin(request);
        users.grantAdmin(name);
        return Answer.Done.DONE;
    }

    @POST
    @Path("revoke_admin")
    public Answer revokeAdmin(@Context ContainerRequestContext request) {
        var name = userName(request);
        users.revokeAdmin(callers.admin(request), name);
        return Answer.Done.DONE;
    }

    @POST
    @Path("reset_password")
    public Answer resetPassword(@Context ContainerRequestContext request) {
        var name = userName(request);
        callers.admin(request);
        users.resetPassword(name);
        return Answer.Done.DONE;
    }

    /** Off for good in the original; the client knows the answer (defect D39). */
    @POST
    @Path("delete")
    public Answer delete() {
        throw new Invalid("This endpoint is not enabled.");
    }

    private String userName(ContainerRequestContext request) {
        callers.requireUserEndpoints();
        return Schema.closedTexts(RequestBody.of(request, config).tree(), "username")
                .get(0);
    }
}
