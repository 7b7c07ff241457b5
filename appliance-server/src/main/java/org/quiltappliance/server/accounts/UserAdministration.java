package org.quiltappliance.server.accounts;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.mail.Mails;

/**
 * What administrators do with accounts ({@code registry-api.md} 2.10). Whether the caller is an administrator is
 * asked before. Methods without a caller are for whoever runs the appliance; the last active administrator stays one.
 */
public final class UserAdministration {

    public UserAdministration(Database database, Mails mails, Passwords passwords, AccountLinks links, Clock clock) {}

    /** All accounts, by name. */
    public List<Account> list() {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes an active account without password and mails its owner.
     *
     * @return the mailed link to choose a password, for passing on by hand
     */
    public URI create(String username, String email) {
        throw new UnsupportedOperationException();
    }

    /** Ends all sign-ins and open activation links of the account and keeps its owner out. */
    public void disable(Caller.Account by, String username) {
        throw new UnsupportedOperationException();
    }

    public void disable(String username) {
        throw new UnsupportedOperationException();
    }

    /** Lets the owner of the account in; also the way to activate by hand. */
    public void enable(String username) {
        throw new UnsupportedOperationException();
    }

    public void grantAdmin(String username) {
        throw new UnsupportedOperationException();
    }

    public void revokeAdmin(Caller.Account by, String username) {
        throw new UnsupportedOperationException();
    }

    public void revokeAdmin(String username) {
        throw new UnsupportedOperationException();
    }

    /**
     * Removes the password, ends all sign-ins and mails a reset link.
     *
     * @return the mailed link, for passing on by hand
     */
    public URI resetPassword(String username) {
        throw new UnsupportedOperationException();
    }

    /** Sets a password and ends all sign-ins. */
    public void setPassword(String username, String password) {
        throw new UnsupportedOperationException();
    }

    /**
     * Mails a new activation link to somebody who never activated the account (defect D23).
     *
     * @return the mailed link, for passing on by hand
     */
    public URI resendActivation(String username) {
        throw new UnsupportedOperationException();
    }
}
