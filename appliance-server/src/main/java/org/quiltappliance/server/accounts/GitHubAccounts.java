package org.quiltappliance.server.accounts;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;

/**
 * The accounts of people who sign in at GitHub ({@code registry-api.md} 11.3): bound to the number of their account
 * there. An account that has the name or address already is never taken over; an administrator may bind it.
 */
public final class GitHubAccounts {

    private final Database database;
    private final Access access;
    private final Clock clock;
    private final AccountStore accounts = new AccountStore();

    public GitHubAccounts(Database database, Access access, Clock clock) {
        this.database = database;
        this.access = access;
        this.clock = clock;
    }

    /**
     * The account of somebody whom GitHub has just vouched for, made now if there is none; sets the time of the last
     * sign-in.
     *
     * @throws Forbidden when the account is not active, or there is none and sign-up is off
     * @throws Conflict when no account can be made because its name or address is taken or not possible here
     */
    public Caller.Account signIn(GitHubUser user) {
        return database.inTransaction(tx -> {
            Account account = accounts.findByGitHub(tx, user.id()).orElseGet(() -> create(tx, user));
            if (!accounts.setLastLogin(tx, account.id(), now())) {
                throw new Forbidden("The account " + account.name() + ", which belongs to your GitHub account, is not"
                        + " active. Ask the administrator of this registry to enable it.");
            }
            return new Caller.Account(account.id(), account.name(), account.email(), account.admin());
        });
    }

    private Account create(Handle tx, GitHubUser user) {
        if (!access.signup()) {
            throw new Forbidden("Your GitHub account has no account here, and new ones cannot be made because sign-up"
                    + " is switched off. " + askToBind(user));
        }
        String name = GitHubNames.usernameFor(user.login())
                .orElseThrow(() -> new Conflict(
                        "Your GitHub name " + user.login() + " cannot be a user name here. " + askToBind(user)));
        if (!EmailAddresses.isValid(user.email(), EmailAddresses.MAX_ACCOUNT_LENGTH)) {
            throw new Conflict("Your e-mail address at GitHub cannot be used here. " + askToBind(user));
        }
        var made = new Account(UUID.randomUUID(), name, user.email(), false, true, now(), now());
        if (accounts.insert(tx, made, null, user.id())) {
            return made;
        }
        // Either somebody else has the name or address, or a second click of the same person was faster.
        return accounts.findByGitHub(tx, user.id()).orElseThrow(() -> taken(tx, user, name));
    }

    private Conflict taken(Handle tx, GitHubUser user, String name) {
        String what = accounts.exists(tx, name) ? "The user name " + name : "Your e-mail address";
        return new Conflict(what + " belongs to an account here that is not bound to your GitHub account. If it is"
                + " yours, sign in with its password. " + askToBind(user));
    }

    private static String askToBind(GitHubUser user) {
        return "Ask the administrator of this registry, and tell the number of your GitHub account: " + user.id() + ".";
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
