package org.quiltappliance.server.accounts;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.accounts.AccountLinks.Purpose;
import org.quiltappliance.server.accounts.AccountStore.Credentials;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.TooMany;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;

/**
 * What somebody who is signed in does with his own account: another password, and his sign-ins. Nobody gets at those of
 * others. The parameter {@code authorization} is the header that the caller was authenticated by.
 */
public final class OwnAccount {

    /** Status 403 for a password that is not the present one. */
    public static final String WRONG_PASSWORD =
            "This is not your present password. If you have none or forgot it, ask for a link to choose one.";

    /** Status 404 for a sign-in that is over, or somebody else's. */
    public static final String NO_SESSION = "You have no such session. It may have ended already.";

    private final Database database;
    private final Passwords passwords;
    private final SignIns signIns;
    private final Clock clock;
    private final AccountStore accounts = new AccountStore();
    private final TokenStore tokens = new TokenStore();

    public OwnAccount(Database database, Passwords passwords, SignIns signIns, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.signIns = signIns;
        this.clock = clock;
    }

    /**
     * A sign-in that is good now.
     *
     * @param id tells it from the caller's others; not the token itself, and of no use without the secret key
     * @param device nothing when an earlier version of the program gave the token
     * @param lastUsed exact to {@link SignIns#NOTED_EVERY}; nothing when it was not used since that is noted
     * @param current whether this very request was sent with it
     */
    public record Session(
            UUID id,
            Optional<Device> device,
            Instant made,
            Optional<Instant> lastUsed,
            Instant expires,
            boolean current) {}

    /** All of them, the newest first. */
    public List<Session> sessions(Caller.Account caller, String authorization) {
        UUID own = signIns.claims(authorization).token();
        return database.inTransaction(tx -> tokens.list(tx, caller.id(), clock.instant())).stream()
                .map(stored -> new Session(
                        stored.token(),
                        stored.device(),
                        stored.expires().minus(SignIns.TOKEN_LIFETIME),
                        stored.lastUsed(),
                        stored.expires(),
                        stored.token().equals(own)))
                .toList();
    }

    /** Ends one of them, also that of the request. @throws NotFound with {@link #NO_SESSION} */
    public void end(Caller.Account caller, UUID session) {
        if (!database.inTransaction(tx -> tokens.deleteToken(tx, caller.id(), session))) {
            throw new NotFound(NO_SESSION);
        }
    }

    /** Ends all but that of the request; codes that wait to be used end, too. */
    public void endOthers(Caller.Account caller, String authorization) {
        UUID own = signIns.claims(authorization).token();
        database.useTransaction(tx -> {
            // As whatever makes a token does, so that none is made meanwhile.
            accounts.lock(tx, caller.id());
            tokens.deleteOtherTokensAndCodes(tx, caller.id(), own);
        });
    }

    /**
     * Sets another password and ends all sign-ins but that of the request, as every change of a password ends them; an
     * open reset link becomes useless.
     *
     * @param client the address asked from, for throttling as at signing in
     * @throws Forbidden with {@link #WRONG_PASSWORD}
     * @throws Invalid for a password that nobody may choose
     * @throws TooMany after many wrong passwords
     */
    public void changePassword(
            Caller.Account caller, String authorization, String present, String chosen, String client) {
        UUID own = signIns.claims(authorization).token();
        passwords.requireHashable(present);
        passwords.requireChoosable(chosen);
        @Nullable String stored = proven(caller.accountName(), present, client);
        String hashed = passwords.hash(chosen);
        database.useTransaction(tx -> {
            boolean same =
                    accounts.lock(tx, caller.id()).filter(Account::active).isPresent()
                            && password(accounts.find(tx, caller.accountName())).equals(Optional.ofNullable(stored));
            if (!same) {
                throw new Forbidden(WRONG_PASSWORD);
            }
            accounts.setPassword(tx, caller.id(), hashed);
            tokens.deleteOtherTokensAndCodes(tx, caller.id(), own);
            tokens.deleteLinks(tx, Purpose.RESET, caller.id());
        });
    }

    /** What is stored for the password, once it was right. */
    private @Nullable String proven(String name, String present, String client) {
        try {
            return signIns.limited(name, client, () -> {
                var stored = password(database.inTransaction(tx -> accounts.find(tx, name)));
                if (!passwords.verify(present, stored.orElse(null))) {
                    throw new Unauthenticated(WRONG_PASSWORD);
                }
                return stored.orElse(null);
            });
        } catch (Unauthenticated wrong) {
            // His session is good: a browser must not forget it.
            throw new Forbidden(WRONG_PASSWORD);
        }
    }

    private static Optional<String> password(Optional<Credentials> found) {
        return found.map(Credentials::password);
    }
}
