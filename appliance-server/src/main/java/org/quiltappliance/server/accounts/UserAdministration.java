package org.quiltappliance.server.accounts;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.AccountLinks.Purpose;
import org.quiltappliance.server.accounts.AccountLinks.Target;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.mail.Mails;

/**
 * What administrators do with accounts ({@code registry-api.md} 2.10). Whether the caller is an administrator is
 * asked before. Methods without a caller are for whoever runs the appliance; the last active administrator stays one.
 */
public final class UserAdministration {

    /** Status 403 of {@code POST /api/users/disable} ({@code registry-api.md} 2.10). */
    public static final String NOT_YOURSELF_DISABLE = "Can't disable yourself";

    /** Status 403 of {@code POST /api/users/revoke_admin} ({@code registry-api.md} 2.10). */
    public static final String NOT_YOURSELF_REVOKE = "Can't revoke yourself";

    /** Status 404 of {@code POST /api/users/disable} ({@code registry-api.md} 2.10). */
    public static final String NOBODY_TO_DISABLE = "User to disable not found";

    /** Status 404 of {@code POST /api/users/enable} ({@code registry-api.md} 2.10). */
    public static final String NOBODY_TO_ENABLE = "User to enable not found";

    /** Status 404 of {@code POST /api/users/grant_admin} ({@code registry-api.md} 2.10). */
    public static final String NOBODY_TO_GRANT = "User to grant admin capabilities is not found";

    /** Status 404 of {@code POST /api/users/revoke_admin} ({@code registry-api.md} 2.10). */
    public static final String NOBODY_TO_REVOKE = "User to revoke admin capabilities not found";

    /** Status 404 of {@code POST /api/users/reset_password} ({@code registry-api.md} 2.10). */
    public static final String NOT_FOUND = "User not found.";

    /** Status 403 when nobody would be left to administer the registry. */
    public static final String LAST_ADMINISTRATOR =
            "This is the last active administrator. Make another user an administrator first.";

    private static final int MOST_NAMED = 5;

    private final Database database;
    private final Mails mails;
    private final Passwords passwords;
    private final AccountLinks links;
    private final Clock clock;
    private final AccountStore accounts = new AccountStore();
    private final TokenStore tokens = new TokenStore();
    private final NewAccountRules rules = new NewAccountRules(accounts);

    public UserAdministration(Database database, Mails mails, Passwords passwords, AccountLinks links, Clock clock) {
        this.database = database;
        this.mails = mails;
        this.passwords = passwords;
        this.links = links;
        this.clock = clock;
    }

    /** All accounts, by name. */
    public List<Account> list() {
        return database.inTransaction(accounts::list);
    }

    /**
     * Makes an active account without password and mails its owner: {@code POST /api/users/create}.
     *
     * @return the mailed link to choose a password, for passing on by hand
     * @throws Invalid for name or address: {@link Usernames#NOT_VALID}, then the texts of {@link NewAccountRules}
     * @throws Conflict when name or address is taken
     */
    public URI create(String username, String email) {
        return add(username, email, false, Optional.empty()).orElseThrow();
    }

    /**
     * As {@link #create}, also for an administrator, and with a password that somebody tells its owner.
     *
     * @param password mails a welcome without a link when there is one
     * @return the mailed link, unless there is a password
     * @throws Invalid also for a password that nobody may choose
     */
    public Optional<URI> add(String username, String email, boolean admin, Optional<String> password) {
        Usernames.requireValid(username);
        rules.requireNames(username, email);
        password.ifPresent(passwords::requireChoosable);
        Optional<String> hashed = password.map(passwords::hash);
        return database.inTransaction(tx -> {
            Instant joined = now();
            var made = new Account(UUID.randomUUID(), username, email, admin, true, joined, joined);
            rules.insert(tx, made, hashed.orElse(null));
            var link = hashed.isPresent() ? Optional.<URI>empty() : Optional.of(newLink(tx, Purpose.RESET, made));
            mails.welcome(tx, email, username, link);
            return link;
        });
    }

    /** Ends all sign-ins of the account; it stays as it is. */
    public void signOut(String username) {
        database.useTransaction(tx ->
                tokens.deleteTokensAndCodes(tx, lock(tx, username, NOT_FOUND).id()));
    }

    /**
     * Removes the account ({@code control-panel.md} 13.3). What its owner did stays, under a name that somebody else may
     * take.
     *
     * @throws Conflict while something belongs to it
     * @throws Forbidden for the last active administrator
     */
    public void delete(String username, Belongings belongings) {
        database.useTransaction(tx -> {
            List<Account> administrators = accounts.lockActiveAdministrators(tx);
            Account account = lock(tx, username, NOT_FOUND);
            requireAnotherThan(account, administrators);
            var owned = belongings.ownedBy(tx, account.name());
            if (!owned.isEmpty()) {
                throw new Conflict(account.name() + " owns " + some(owned)
                        + ". Give them to another user, who must be named for that, or delete them first.");
            }
            belongings.forget(tx, account.name());
            tokens.deleteTokensAndCodes(tx, account.id());
            for (Purpose purpose : Purpose.values()) {
                tokens.deleteLinks(tx, purpose, account.id());
            }
            accounts.delete(tx, account.id());
        });
    }

    private static String some(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
        return names.size() > MOST_NAMED ? first + " and " + (names.size() - MOST_NAMED) + " more" : first;
    }

    /** Whether mails go out; otherwise links are passed on by hand. */
    public boolean sendsMails() {
        return mails.areSent();
    }

    /**
     * Ends all sign-ins and open activation links (defect D23) of the account and keeps its owner out: {@code POST
     * /api/users/disable}.
     *
     * @throws Forbidden for oneself
     * @throws NotFound for an unknown name
     */
    public void disable(Caller.Account by, String username) {
        if (by.is(username)) {
            throw new Forbidden(NOT_YOURSELF_DISABLE);
        }
        disable(username);
    }

    /** As {@link #disable(Caller.Account, String)}. @throws Forbidden for the last active administrator */
    public void disable(String username) {
        database.useTransaction(tx -> {
            List<Account> administrators = accounts.lockActiveAdministrators(tx);
            Account account = lock(tx, username, NOBODY_TO_DISABLE);
            requireAnotherThan(account, administrators);
            accounts.setActive(tx, account.id(), false);
            tokens.deleteTokensAndCodes(tx, account.id());
            tokens.deleteLinks(tx, Purpose.ACTIVATION, account.id());
        });
    }

    /** Lets the owner of the account in; also the way to activate by hand: {@code POST /api/users/enable}. */
    public void enable(String username) {
        database.useTransaction(tx ->
                accounts.setActive(tx, lock(tx, username, NOBODY_TO_ENABLE).id(), true));
    }

    /** {@code POST /api/users/grant_admin}; acts at once, also on tokens that are out. */
    public void grantAdmin(String username) {
        database.useTransaction(
                tx -> accounts.setAdmin(tx, lock(tx, username, NOBODY_TO_GRANT).id(), true));
    }

    /**
     * {@code POST /api/users/revoke_admin}; acts at once, also on tokens that are out.
     *
     * @throws Forbidden for oneself
     * @throws NotFound for an unknown name
     */
    public void revokeAdmin(Caller.Account by, String username) {
        if (by.is(username)) {
            throw new Forbidden(NOT_YOURSELF_REVOKE);
        }
        revokeAdmin(username);
    }

    /** As {@link #revokeAdmin(Caller.Account, String)}. @throws Forbidden for the last active administrator */
    public void revokeAdmin(String username) {
        database.useTransaction(tx -> {
            List<Account> administrators = accounts.lockActiveAdministrators(tx);
            Account account = lock(tx, username, NOBODY_TO_REVOKE);
            requireAnotherThan(account, administrators);
            accounts.setAdmin(tx, account.id(), false);
        });
    }

    /**
     * Removes the password, ends all sign-ins and mails a reset link: {@code POST /api/users/reset_password}.
     *
     * @return the mailed link, for passing on by hand
     */
    public URI resetPassword(String username) {
        return database.inTransaction(tx -> {
            Account account = lock(tx, username, NOT_FOUND);
            accounts.setPassword(tx, account.id(), null);
            tokens.deleteTokensAndCodes(tx, account.id());
            URI link = newLink(tx, Purpose.RESET, account);
            mails.reset(tx, account.email(), account.name(), link);
            return link;
        });
    }

    /** Sets a password, ends all sign-ins and makes an open reset link useless. */
    public void setPassword(String username, String password) {
        passwords.requireChoosable(password);
        String hashed = passwords.hash(password);
        database.useTransaction(tx -> {
            Account account = lock(tx, username, NOT_FOUND);
            accounts.setPassword(tx, account.id(), hashed);
            tokens.deleteTokensAndCodes(tx, account.id());
            tokens.deleteLinks(tx, Purpose.RESET, account.id());
        });
    }

    /**
     * Mails a new activation link to somebody who is not active (defect D23).
     *
     * @return the mailed link, for passing on by hand
     * @throws Conflict when the account is active
     */
    public URI resendActivation(String username) {
        return database.inTransaction(tx -> {
            Account account = lock(tx, username, NOT_FOUND);
            if (account.active()) {
                throw new Conflict("This account is active already.");
            }
            URI link = newLink(tx, Purpose.ACTIVATION, account);
            mails.activation(tx, account.email(), account.name(), link);
            return link;
        });
    }

    /**
     * Lets somebody sign in to an existing account by GitHub.
     *
     * @param gitHubId the number of the account there
     * @throws Conflict when another account here is bound to it
     */
    public void bindToGitHub(String username, long gitHubId) {
        boolean bound = database.inTransaction(
                tx -> accounts.setGitHub(tx, lock(tx, username, NOT_FOUND).id(), gitHubId));
        if (!bound) {
            throw new Conflict("Another account is bound to this GitHub account.");
        }
    }

    private URI newLink(Handle tx, Purpose purpose, Account account) {
        var link = new Target(account.id(), UUID.randomUUID());
        tokens.replaceLink(tx, purpose, link, now());
        return links.uri(purpose, link);
    }

    private Account lock(Handle tx, String username, String otherwise) {
        return Optional.of(username)
                .filter(Usernames::isValid)
                .flatMap(name -> accounts.lock(tx, name))
                .orElseThrow(() -> new NotFound(otherwise));
    }

    /** Administrators are locked before, so that two of them cannot remove each other at the same moment. */
    private static void requireAnotherThan(Account account, List<Account> administrators) {
        if (administrators.stream().map(Account::id).toList().equals(List.of(account.id()))) {
            throw new Forbidden(LAST_ADMINISTRATOR);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
