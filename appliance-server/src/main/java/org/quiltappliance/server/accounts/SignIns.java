package org.quiltappliance.server.accounts;

import java.time.Clock;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.database.Database;

/**
 * Proof of who somebody is: passwords are turned into tokens, one-time codes into tokens, and tokens into callers
 * ({@code registry-api.md} 1.3, 2.2, 3.4, 3.6).
 */
public final class SignIns {

    public SignIns(Database database, Passwords passwords, Throttle throttle, Secret secretKey, Clock clock) {}

    /**
     * Who sends this {@code Authorization} header: {@code Bearer TOKEN} or the bare token. Rights are read anew at
     * each call. An absent header is not for this method: it means an anonymous caller.
     *
     * @throws org.quiltappliance.server.errors.ApplianceException.Unauthenticated for anything but a valid token
     * @throws org.quiltappliance.server.errors.ApplianceException.Forbidden when the account is not active
     */
    public Caller.Account authenticate(String authorization) {
        throw new UnsupportedOperationException();
    }

    /**
     * Who has this name and password; sets the time of the last sign-in.
     *
     * @param client the address asked from, for throttling
     * @throws org.quiltappliance.server.errors.ApplianceException.Unauthenticated always with the same text
     * @throws org.quiltappliance.server.errors.ApplianceException.TooMany after many failed attempts
     */
    public Caller.Account prove(String name, String password, String client) {
        throw new UnsupportedOperationException();
    }

    /** {@link #prove} and a token: {@code POST /api/login}. */
    public IssuedToken signIn(String name, String password, String client) {
        throw new UnsupportedOperationException();
    }

    /**
     * A new token for a one-time code, which is used up, or for a token, which stays valid: {@code POST /api/token}.
     * Blanks around the text do not matter.
     */
    public IssuedToken trade(String codeOrToken) {
        throw new UnsupportedOperationException();
    }

    /** Replaces the token of the request, which was authenticated: {@code POST /api/refresh}. */
    public IssuedToken refresh(Caller.Account caller, String authorization) {
        throw new UnsupportedOperationException();
    }

    /** Revokes the token of the request only: {@code POST /api/logout}. */
    public void logout(Caller.Account caller, String authorization) {
        throw new UnsupportedOperationException();
    }

    /** A one-time code, good for 10 minutes: {@code GET /api/code}. */
    public String issueCode(Caller.Account caller) {
        throw new UnsupportedOperationException();
    }
}
