package org.quiltappliance.server.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.AccountStore.Credentials;
import org.quiltappliance.server.accounts.SignedTokens.Claims;
import org.quiltappliance.server.accounts.Throttle.Limit;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.errors.ApplianceException.TooMany;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proof of who somebody is: passwords are turned into tokens, one-time codes into tokens, and tokens into callers
 * ({@code registry-api.md} 1.3, 2.2, 3.4, 3.6).
 *
 * <p>Whatever makes a token or code locks its account first, so that nothing is issued while the account is being
 * disabled or its password changed.
 */
public final class SignIns {

    private static final Logger log = LoggerFactory.getLogger(SignIns.class);

    /** Status 401 for a header that is no valid token ({@code registry-api.md} 1.3); the web catalog knows this text. */
    public static final String TOKEN_INVALID = "Token invalid.";

    /** Status 403 for a valid token of an account that is not active ({@code registry-api.md} 1.3). */
    public static final String INACTIVE = "Account is inactive. Must have an active account.";

    /** Status 401 of {@code POST /api/login}, always the same ({@code registry-api.md} 2.2). */
    public static final String LOGIN_FAILED = "Login attempt failed";

    /** Status 401 of {@code POST /api/token} for an expired code ({@code registry-api.md} 2.2). */
    public static final String CODE_INVALID = "Code invalid";

    /** Status 401 of {@code POST /api/token} for what is neither code nor token ({@code registry-api.md} 2.2). */
    public static final String TOKEN_UNREADABLE = "Token could not be deserialized";

    /** Status 401 of {@code POST /api/token} when the account is gone ({@code registry-api.md} 2.2). */
    public static final String USER_INVALID = "User ID invalid";

    /** Status 401 of {@code POST /api/token} for a revoked token; without full stop ({@code registry-api.md} 2.2). */
    public static final String TOKEN_REVOKED = "Token invalid";

    static final Duration TOKEN_LIFETIME = Duration.ofDays(90);

    /** How exactly it is known when a token was used last. */
    static final Duration NOTED_EVERY = Duration.ofMinutes(5);

    private static final String BEARER = "Bearer ";

    private final Database database;
    private final Passwords passwords;
    private final Throttle throttle;
    private final SignedTokens signedTokens;
    private final Clock clock;
    private final AccountStore accounts = new AccountStore();
    private final TokenStore tokens = new TokenStore();

    public SignIns(Database database, Passwords passwords, Throttle throttle, Secret secretKey, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.throttle = throttle;
        this.signedTokens = new SignedTokens(secretKey);
        this.clock = clock;
    }

    /**
     * Who sends this {@code Authorization} header: {@code Bearer TOKEN} or the bare token. Rights are read anew at
     * each call. An absent header is not for this method: it means an anonymous caller.
     *
     * @throws Unauthenticated with {@link #TOKEN_INVALID} for anything but a valid token
     * @throws Forbidden with {@link #INACTIVE}
     */
    public Caller.Account authenticate(String authorization) {
        Claims claims = claims(authorization);
        var shown = database.inTransaction(tx -> tokens.find(tx, claims.account(), claims.token()))
                .orElseThrow(() -> new Unauthenticated(TOKEN_INVALID));
        if (!shown.account().active()) {
            throw new Forbidden(INACTIVE);
        }
        noteUse(claims, shown.lastUsed());
        return caller(shown.account());
    }

    /** Not at each request: people want to know the day, perhaps the hour. */
    private void noteUse(Claims claims, Optional<Instant> lastUsed) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (lastUsed.filter(before -> now.isBefore(before.plus(NOTED_EVERY))).isPresent()) {
            return;
        }
        try {
            database.useTransaction(tx -> tokens.setLastUsed(tx, claims.account(), claims.token(), now));
        } catch (NoSpace | Unavailable cannot) {
            // Who may read goes on reading while nothing can be written.
            log.debug("The use of a token could not be noted: {}", cannot.text());
        }
    }

    /** A sign-in that is good now. @param expires whole seconds */
    public record Session(Caller.Account account, Instant expires) {}

    /** As {@link #authenticate}, with the end of the token. */
    public Session session(String authorization) {
        return new Session(authenticate(authorization), claims(authorization).expires());
    }

    /**
     * Who has this name and password; sets the time of the last sign-in.
     *
     * @param client the address asked from, for throttling
     * @throws Unauthenticated with {@link #LOGIN_FAILED}, whatever the reason
     * @throws TooMany after many failed attempts, also for the right password
     * @throws org.quiltappliance.server.errors.ApplianceException.Invalid for a password longer than any can be
     */
    public Caller.Account prove(String name, String password, String client) {
        return check(name, password, client, (tx, account) -> caller(account));
    }

    /** {@link #prove} and a token: {@code POST /api/login}. @param device what gets the token */
    public IssuedToken signIn(String name, String password, String client, Device device) {
        return check(name, password, client, (tx, account) -> issueToken(tx, account.id(), device));
    }

    /**
     * A new token for a one-time code, which is used up, or for a token, which stays valid: {@code POST /api/token}.
     * Blanks around the text do not matter.
     *
     * @param device what gets the new token
     * @throws Unauthenticated with one of the texts above; accounts that are not active get nothing (defect D14)
     */
    public IssuedToken trade(String codeOrToken, Device device) {
        String text = codeOrToken.strip();
        return database.inTransaction(tx -> {
            Optional<IssuedToken> forCode = OneTimeCode.read(text).flatMap(code -> tradeCode(tx, code, device));
            return forCode.isPresent() ? forCode.get() : tradeToken(tx, text, device);
        });
    }

    /**
     * Replaces the token of the request: {@code POST /api/refresh}.
     *
     * @param authorization the header that {@code caller} was authenticated by
     * @param device what gets the new token
     * @throws Unauthenticated when the token was revoked in between
     */
    public IssuedToken refresh(Caller.Account caller, String authorization, Device device) {
        Claims claims = claims(authorization);
        return database.inTransaction(tx -> {
            if (!isActive(tx, caller.id()) || !tokens.deleteToken(tx, caller.id(), claims.token())) {
                throw new Unauthenticated(TOKEN_INVALID);
            }
            return issueToken(tx, caller.id(), device);
        });
    }

    /**
     * Revokes the token of the request only: {@code POST /api/logout}. One that is revoked already stays so.
     *
     * @param authorization the header that {@code caller} was authenticated by
     */
    public void logout(Caller.Account caller, String authorization) {
        Claims claims = claims(authorization);
        database.useTransaction(tx -> tokens.deleteToken(tx, caller.id(), claims.token()));
    }

    /**
     * A one-time code, good for 10 minutes: {@code GET /api/code}. Printable, without blanks.
     *
     * @throws Unauthenticated when the account is gone or not active any more
     */
    public String issueCode(Caller.Account caller) {
        throttle.take(Limit.CODE, caller.accountName());
        var code = new OneTimeCode(caller.id(), UUID.randomUUID());
        database.useTransaction(tx -> {
            if (!isActive(tx, caller.id())) {
                throw new Unauthenticated(TOKEN_INVALID);
            }
            tokens.insertCode(
                    tx, code, clock.instant().plus(OneTimeCode.LIFETIME).truncatedTo(ChronoUnit.SECONDS));
        });
        return code.text();
    }

    /** What is done for somebody who proved to be this account. */
    private interface Proven<T> {
        T act(Handle tx, Account account);
    }

    private <T> T check(String name, String password, String client, Proven<T> proven) {
        passwords.requireHashable(password);
        return limited(name, client, () -> proven(name, password, proven));
    }

    /** Only a wrong name or password costs an attempt; a dead database does not. @param attempt throws {@link Unauthenticated} when the password was wrong */
    <T> T limited(String name, String client, Supplier<T> attempt) {
        String key = (Usernames.isValid(name) ? name : "") + "\n" + client;
        throttle.take(Limit.PASSWORD, key);
        throttle.take(Limit.PASSWORDS_OF_CLIENT, client);
        boolean wrong = false;
        try {
            return attempt.get();
        } catch (Unauthenticated refused) {
            wrong = true;
            throw refused;
        } finally {
            if (!wrong) {
                throttle.giveBack(Limit.PASSWORD, key);
                throttle.giveBack(Limit.PASSWORDS_OF_CLIENT, client);
            }
        }
    }

    private <T> T proven(String name, String password, Proven<T> proven) {
        Optional<Credentials> found =
                Usernames.isValid(name) ? database.inTransaction(tx -> accounts.find(tx, name)) : Optional.empty();
        boolean right =
                passwords.verify(password, found.map(Credentials::password).orElse(null));
        Account account = found.filter(known -> right)
                .map(Credentials::account)
                .orElseThrow(() -> new Unauthenticated(LOGIN_FAILED));
        return database.inTransaction(tx -> {
            if (!accounts.setLastLogin(tx, account.id(), clock.instant().truncatedTo(ChronoUnit.MICROS))) {
                throw new Unauthenticated(LOGIN_FAILED);
            }
            return proven.act(tx, account);
        });
    }

    private Optional<IssuedToken> tradeCode(Handle tx, OneTimeCode code, Device device) {
        Optional<Account> account = accounts.lock(tx, code.account());
        Optional<Instant> expires = account.flatMap(known -> tokens.codeExpires(tx, code));
        if (expires.isEmpty()) {
            return Optional.empty();
        }
        if (clock.instant().truncatedTo(ChronoUnit.SECONDS).isAfter(expires.get())) {
            throw new Unauthenticated(CODE_INVALID);
        }
        if (account.filter(Account::active).isEmpty()) {
            throw new Unauthenticated(INACTIVE);
        }
        return tokens.deleteCode(tx, code) ? Optional.of(issueToken(tx, code.account(), device)) : Optional.empty();
    }

    private IssuedToken tradeToken(Handle tx, String text, Device device) {
        Claims claims = signedTokens
                .read(text)
                .filter(read -> read.isGoodAt(clock.instant()))
                .orElseThrow(() -> new Unauthenticated(TOKEN_UNREADABLE));
        Account account = accounts.lock(tx, claims.account()).orElseThrow(() -> new Unauthenticated(USER_INVALID));
        if (tokens.find(tx, claims.account(), claims.token()).isEmpty()) {
            throw new Unauthenticated(TOKEN_REVOKED);
        }
        if (!account.active()) {
            throw new Unauthenticated(INACTIVE);
        }
        return issueToken(tx, account.id(), device);
    }

    private boolean isActive(Handle tx, UUID account) {
        return accounts.lock(tx, account).filter(Account::active).isPresent();
    }

    private IssuedToken issueToken(Handle tx, UUID account, Device device) {
        Instant expires = clock.instant().plus(TOKEN_LIFETIME).truncatedTo(ChronoUnit.SECONDS);
        var claims = new Claims(account, UUID.randomUUID(), expires);
        tokens.insertToken(tx, account, claims.token(), expires, device);
        return new IssuedToken(signedTokens.write(claims), expires);
    }

    /** @throws Unauthenticated for anything but a token that was given and is not too old */
    Claims claims(String authorization) {
        String token = authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : authorization;
        return signedTokens
                .read(token)
                .filter(read -> read.isGoodAt(clock.instant()))
                .orElseThrow(() -> new Unauthenticated(TOKEN_INVALID));
    }

    private static Caller.Account caller(Account account) {
        return new Caller.Account(account.id(), account.name(), account.email(), account.admin());
    }
}
