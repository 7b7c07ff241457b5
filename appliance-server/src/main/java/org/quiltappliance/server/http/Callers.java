package org.quiltappliance.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.accounts.SignIns;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;
import org.slf4j.MDC;

/** Who asks: the access classes of registry-api.md 1.4. Called after the body was checked, as that section orders. */
public final class Callers {

    static final String NOT_LOGGED_IN = "Not logged in";

    private final SignIns signIns;
    private final Access access;

    public Callers(SignIns signIns, Access access) {
        this.signIns = signIns;
        this.access = access;
    }

    /** Class "open": anybody, but a token that is sent must be good. */
    public Caller open(ContainerRequestContext request) {
        return open(request.getHeaderString("Authorization"));
    }

    private Caller open(@Nullable String header) {
        if (header == null) {
            return new Caller.Anonymous();
        }
        var account = signIns.authenticate(header);
        MDC.put(RequestIds.USER, account.accountName());
        return account;
    }

    /** Class "anon": anybody while anonymous access is on. */
    public Caller anonymous(ContainerRequestContext request) {
        return anonymous(request.getHeaderString("Authorization"));
    }

    /** The same for a request that is not Jersey's. @param header {@code Authorization}, if there is one */
    public Caller anonymous(@Nullable String header) {
        var caller = open(header);
        if (caller instanceof Caller.Anonymous && !access.anonymous()) {
            throw new Unauthenticated(NOT_LOGGED_IN);
        }
        return caller;
    }

    /** Class "login". */
    public Caller.Account signedIn(ContainerRequestContext request) {
        if (open(request) instanceof Caller.Account account) {
            return account;
        }
        throw new Unauthenticated(NOT_LOGGED_IN);
    }

    /** Class "admin". */
    public Caller.Account admin(ContainerRequestContext request) {
        var account = signedIn(request);
        if (!account.admin()) {
            throw new Forbidden("Must be authenticated as an admin to use this endpoint.");
        }
        return account;
    }

    /** For the routes under {@code /api/users/} and their likes. Comes before everything else. */
    public void requireUserEndpoints() {
        if (!access.userEndpoints()) {
            throw new Invalid("This endpoint is not enabled.");
        }
    }
}
