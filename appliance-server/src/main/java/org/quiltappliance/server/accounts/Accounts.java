package org.quiltappliance.server.accounts;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.AccountLinks.Purpose;
import org.quiltappliance.server.accounts.AccountLinks.Target;
import org.quiltappliance.server.accounts.Throttle.Limit;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.SwitchedOff;
import org.quiltappliance.server.errors.ApplianceException.TooMany;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;
import org.quiltappliance.server.mail.Mails;

/** What people do with their own account ({@code registry-api.md} 2.1, 2.2, 3.2, 3.5), and who has one. */
public final class Accounts {

    /** Status 501 of {@code POST /api/register} ({@code registry-api.md} 2.2). */
    public static final String SIGNUP_OFF = "Signup is disabled.";

    /** Status 401 of {@code POST /api/change_password} ({@code registry-api.md} 2.2). */
    public static final String RESET_INVALID = "Reset token invalid";

    /** Of the work that one node does at a time: {@link Database#holding}. */
    private static final long INTRODUCTION = 0x7175_696c_7466_6972L;

    private final Database database;
    private final Mails mails;
    private final Passwords passwords;
    private final AccountLinks links;
    private final Throttle throttle;
    private final Access access;
    private final Clock clock;
    private final AccountStore accounts = new AccountStore();
    private final TokenStore tokens = new TokenStore();
    private final NewAccountRules rules = new NewAccountRules(accounts);

    public Accounts(
            Database database,
            Mails mails,
            Passwords passwords,
            AccountLinks links,
            Throttle throttle,
            Access access,
            Clock clock) {
        this.database = database;
        this.mails = mails;
        this.passwords = passwords;
        this.links = links;
        this.throttle = throttle;
        this.access = access;
        this.clock = clock;
    }

    /** Whether there is an account of this name, active or not. Any text may be asked for. */
    public boolean exists(String name) {
        return database.inTransaction(tx -> exists(tx, name));
    }

    /** As {@link #exists(String)}, within a transaction that is open already. */
    public boolean exists(Handle tx, String name) {
        return Usernames.isValid(name) && accounts.exists(tx, name);
    }

    /** The account of this name, active or not. Any text may be asked for. */
    public Optional<Account> find(String name) {
        return database.inTransaction(tx -> find(tx, name));
    }

    /** As {@link #find(String)}, within a transaction that is open already. */
    public Optional<Account> find(Handle tx, String name) {
        return Usernames.isValid(name)
                ? accounts.find(tx, name).map(AccountStore.Credentials::account)
                : Optional.empty();
    }

    /**
     * Makes an inactive account and mails the activation link: {@code POST /api/register}.
     *
     * @param client the address asked from, for throttling
     * @throws SwitchedOff with {@link #SIGNUP_OFF}
     * @throws Invalid for name, address or password, with the texts of {@link NewAccountRules} and {@link Passwords}
     * @throws Conflict when name or address is taken
     * @throws TooMany after many registrations
     */
    public void register(String username, String email, String password, String client) {
        if (!access.signup()) {
            throw new SwitchedOff(SIGNUP_OFF);
        }
        throttle.take(Limit.REGISTER, client);
        rules.requireNames(username, email);
        database.useTransaction(tx -> rules.requireFree(tx, username, email));
        passwords.requireChoosable(password);
        String hashed = passwords.hash(password);
        database.useTransaction(tx -> {
            Account made = newAccount(username, email, false, false);
            rules.insert(tx, made, hashed);
            var link = new Target(made.id(), UUID.randomUUID());
            tokens.replaceLink(tx, Purpose.ACTIVATION, link, now());
            mails.activation(tx, email, username, links.uri(Purpose.ACTIVATION, link));
        });
    }

    /**
     * Uses up an activation link, tells the administrators and welcomes the new user: {@code GET /activate/LINK}.
     *
     * @param link the last part of the address; any text
     * @return whether the link was good and the account is active now
     */
    public boolean activate(String link) {
        Optional<Target> read = links.read(Purpose.ACTIVATION, link);
        return read.isPresent() && database.inTransaction(tx -> activate(tx, read.get()));
    }

    private boolean activate(Handle tx, Target link) {
        Optional<Account> account = accounts.lock(tx, link.account());
        if (account.isEmpty() || !tokens.deleteLink(tx, Purpose.ACTIVATION, link, oldestLink())) {
            return false;
        }
        Account activated = account.get();
        accounts.setActive(tx, activated.id(), true);
        mails.newUser(tx, accounts.administratorEmails(tx), activated.name(), activated.email());
        mails.welcome(tx, activated.email(), activated.name(), Optional.empty());
        return true;
    }

    /**
     * Mails a reset link if somebody, active or not, has this address; does not tell whether: {@code POST
     * /api/reset_password}.
     *
     * @param client the address asked from, for throttling
     * @throws TooMany after many requests
     */
    public void requestReset(String email, String client) {
        throttle.take(Limit.RESETS_OF_CLIENT, client);
        if (!EmailAddresses.isValid(email, EmailAddresses.MAX_ACCOUNT_LENGTH)) {
            return;
        }
        throttle.take(Limit.RESET, EmailAddresses.lowerCase(email));
        database.useTransaction(tx -> accounts.findByEmail(tx, email)
                .flatMap(found -> accounts.lock(tx, found.id()))
                .ifPresent(account -> {
                    var link = new Target(account.id(), UUID.randomUUID());
                    tokens.replaceLink(tx, Purpose.RESET, link, now());
                    mails.reset(tx, account.email(), account.name(), links.uri(Purpose.RESET, link));
                }));
    }

    /**
     * Uses up a reset link, sets the password and ends all sign-ins of the account: {@code POST
     * /api/change_password}. Neither activates the account nor signs in.
     *
     * @param link the last part of the address; any text
     * @throws Invalid for a password that cannot be chosen; the link stays good
     * @throws Unauthenticated with {@link #RESET_INVALID}
     */
    public void changePassword(String link, String password) {
        passwords.requireChoosable(password);
        Target target = openReset(link).orElseThrow(() -> new Unauthenticated(RESET_INVALID));
        String hashed = passwords.hash(password);
        database.useTransaction(tx -> {
            if (accounts.lock(tx, target.account()).isEmpty()
                    || !tokens.deleteLink(tx, Purpose.RESET, target, oldestLink())) {
                throw new Unauthenticated(RESET_INVALID);
            }
            accounts.setPassword(tx, target.account(), hashed);
            tokens.deleteTokensAndCodes(tx, target.account());
        });
    }

    /** Whether a reset link would be accepted now; does not use it up. */
    public boolean canReset(String link) {
        return openReset(link).isPresent();
    }

    private Optional<Target> openReset(String link) {
        return links.read(Purpose.RESET, link)
                .filter(read -> database.inTransaction(tx -> tokens.hasLink(tx, Purpose.RESET, read, oldestLink())));
    }

    /**
     * Makes an active administrator, unless an account of that name exists: then nothing changes. The shortest
     * password is not asked for here, because the test mode's is shorter.
     *
     * @return whether it was made now
     * @throws Invalid for a name or address that breaks its rule, or a password that cannot be hashed
     * @throws Conflict when the address is taken by another account
     */
    public boolean createAdministrator(String username, String password, String email) {
        rules.requireNames(username, email);
        passwords.requireHashable(password);
        if (exists(username)) {
            return false;
        }
        String hashed = passwords.hash(password);
        // Once more when another node makes the same account at this moment.
        return database.inRepeatedTransaction(tx -> {
            if (accounts.exists(tx, username)) {
                return false;
            }
            if (accounts.emailExists(tx, email)) {
                throw new Conflict(NewAccountRules.EMAIL_TAKEN);
            }
            return accounts.insert(tx, newAccount(username, email, true, true), hashed, null);
        });
    }

    /**
     * Makes the first account, an administrator, unless there is any account. One that {@link #introduceFirstAdministrator}
     * left without a password gets this one.
     *
     * @return whether it was made, or got its password
     */
    public boolean createFirstAdministrator(String username, String password, String email) {
        rules.requireNames(username, email);
        passwords.requireChoosable(password);
        if (!database.inTransaction(tx -> accounts.isEmpty(tx) || isUnopened(tx))) {
            return false;
        }
        String hashed = passwords.hash(password);
        return database.inRepeatedTransaction(tx -> {
            if (!accounts.isEmpty(tx)) {
                return accounts.unopened(tx, oldestLink())
                        .filter(account -> accounts.setFirstPassword(tx, account.id(), hashed))
                        .isPresent();
            }
            // Another node may make the same account at this moment.
            return accounts.insert(tx, newAccount(username, email, true, true), hashed, null);
        });
    }

    private boolean isUnopened(Handle tx) {
        return accounts.unopened(tx, oldestLink()).isPresent();
    }

    /** Hears of an account and its password, which nobody will be told again. */
    @FunctionalInterface
    public interface Introduction {
        void of(String username, String password);
    }

    /**
     * As {@link #createFirstAdministrator}, with a password that was made up: the account gets it only after somebody was
     * told. If that never came to its end, the account is there without a way in, and the next call tells another password.
     *
     * @param told once at most; what it throws leaves the account without a password
     */
    public void introduceFirstAdministrator(
            String username, String email, Supplier<String> password, Introduction told) {
        rules.requireNames(username, email);
        if (!database.inTransaction(tx -> accounts.isEmpty(tx) || isUnopened(tx))) {
            return;
        }
        // Of several nodes that start together one does it; should that one end too soon, its next start does.
        database.holding(INTRODUCTION, () -> {
            introduce(username, email, password.get(), told);
            return true;
        });
    }

    private void introduce(String username, String email, String password, Introduction told) {
        database.useTransaction(tx -> {
            if (accounts.isEmpty(tx)) {
                accounts.insert(tx, newAccount(username, email, true, true), null, null);
            }
        });
        Optional<Account> waiting = database.inTransaction(tx -> accounts.unopened(tx, oldestLink()));
        if (waiting.isPresent()) {
            String hashed = passwords.hash(password);
            told.of(waiting.get().name(), password);
            database.useTransaction(
                    tx -> accounts.setFirstPassword(tx, waiting.get().id(), hashed));
        }
    }

    /** Removes expired tokens, codes and links (defect D27); to be called now and then. */
    public void removeExpired() {
        database.useTransaction(tx -> tokens.deleteExpired(tx, now().minusSeconds(1), oldestLink()));
    }

    private Account newAccount(String name, String email, boolean admin, boolean active) {
        Instant joined = now();
        return new Account(UUID.randomUUID(), name, email, admin, active, joined, joined);
    }

    private Instant oldestLink() {
        return now().minus(AccountLinks.LIFETIME);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
