package org.quiltappliance.server.accounts;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** What a new account must satisfy, in the order of {@code registry-api.md} 3.2. */
public final class NewAccountRules {

    /** Status 400: the name breaks the rule or is reserved ({@code registry-api.md} 3.2). */
    public static final String INVALID_USERNAME = "Invalid username.";

    /** Status 400 ({@code registry-api.md} 3.2). */
    public static final String INVALID_EMAIL = "Invalid email.";

    /** Status 409 ({@code registry-api.md} 3.2). */
    public static final String USERNAME_TAKEN = "Username already taken.";

    /** Status 409 ({@code registry-api.md} 3.2). */
    public static final String EMAIL_TAKEN = "Email already taken.";

    private final AccountStore accounts;

    NewAccountRules(AccountStore accounts) {
        this.accounts = accounts;
    }

    /** @throws Invalid for a name or address nobody may have */
    void requireNames(String username, String email) {
        if (!Usernames.isValid(username) || Usernames.isReserved(username)) {
            throw new Invalid(INVALID_USERNAME);
        }
        if (!EmailAddresses.isValid(email, EmailAddresses.MAX_ACCOUNT_LENGTH)) {
            throw new Invalid(INVALID_EMAIL);
        }
    }

    /** @throws Conflict when somebody else has the name or the address */
    void requireFree(Handle tx, String username, String email) {
        if (accounts.exists(tx, username)) {
            throw new Conflict(USERNAME_TAKEN);
        }
        if (accounts.emailExists(tx, email)) {
            throw new Conflict(EMAIL_TAKEN);
        }
    }

    /**
     * Stores an account without GitHub sign-in.
     *
     * @param password as stored, or nothing when the account has none yet
     * @throws Conflict when somebody else has the name or the address, also if that happened just now
     */
    void insert(Handle tx, Account account, @Nullable String password) {
        insert(tx, account, password, null);
    }

    /** @param gitHubId the number of the account at GitHub that may sign in here */
    void insert(Handle tx, Account account, @Nullable String password, @Nullable Long gitHubId) {
        requireFree(tx, account.name(), account.email());
        if (!accounts.insert(tx, account, password, gitHubId)) {
            requireFree(tx, account.name(), account.email());
            throw new Conflict(USERNAME_TAKEN);
        }
    }
}
