package org.quiltappliance.server.accounts;

import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.config.AccessConfig;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.mail.Mails;

/** What people do with their own account ({@code registry-api.md} 2.1, 2.2, 3.2, 3.5), and who has one. */
public final class Accounts {

    public Accounts(
            Database database,
            Mails mails,
            Passwords passwords,
            AccountLinks links,
            Throttle throttle,
            AccessConfig access,
            Clock clock) {}

    /** Whether there is an account of this name, active or not. Any text may be asked for. */
    public boolean exists(String name) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #exists(String)}, within a transaction that is open already. */
    public boolean exists(Handle tx, String name) {
        throw new UnsupportedOperationException();
    }

    public Optional<Account> find(String name) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #find(String)}, within a transaction that is open already. */
    public Optional<Account> find(Handle tx, String name) {
        throw new UnsupportedOperationException();
    }

    /** Makes an inactive account and mails the activation link: {@code POST /api/register}. */
    public void register(String username, String email, String password, String client) {
        throw new UnsupportedOperationException();
    }

    /** @return whether the link was good and the account is active now */
    public boolean activate(String link) {
        throw new UnsupportedOperationException();
    }

    /** Mails a reset link if somebody has this address; tells nothing: {@code POST /api/reset_password}. */
    public void requestReset(String email, String client) {
        throw new UnsupportedOperationException();
    }

    /** Uses up a reset link and ends all sign-ins of its account: {@code POST /api/change_password}. */
    public void changePassword(String link, String password) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes an active administrator, unless an account of that name exists: then nothing changes. The shortest
     * password is not asked for here, because the test mode's is shorter.
     *
     * @return whether it was made now
     */
    public boolean createAdministrator(String username, String password, String email) {
        throw new UnsupportedOperationException();
    }

    /** Removes expired tokens, codes and links (defect D27); to be called now and then. */
    public void removeExpired() {
        throw new UnsupportedOperationException();
    }
}
