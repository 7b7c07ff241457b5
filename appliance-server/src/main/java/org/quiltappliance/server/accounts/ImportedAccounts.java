package org.quiltappliance.server.accounts;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Takes accounts over from elsewhere with the passwords they have, in somebody else's transaction. */
public final class ImportedAccounts {

    private final AccountStore accounts = new AccountStore();

    /** The account of that very name. */
    public Optional<Account> find(Handle tx, String name) {
        return accounts.find(tx, name).map(AccountStore.Credentials::account);
    }

    /** The account of that address, in whatever letter case. */
    public Optional<Account> findByEmail(Handle tx, String email) {
        return accounts.findByEmail(tx, email);
    }

    /** Whether somebody may have such a name and address. */
    public static boolean mayHave(String name, String email) {
        return mayHave(name) && EmailAddresses.isValid(email, EmailAddresses.MAX_ACCOUNT_LENGTH);
    }

    /** Whether somebody may have such a name. */
    public static boolean mayHave(String name) {
        return Usernames.isValid(name) && !Usernames.isReserved(name);
    }

    /**
     * Stores an account.
     *
     * @param password as it is stored, which may be a kind that never verifies
     * @return false when the number, the name or the address is taken; nothing is changed then
     */
    public boolean add(Handle tx, Account account, Optional<String> password) {
        return accounts.insert(tx, account, password.orElse(null), null);
    }

    /** Whether somebody can sign in with what is stored. */
    public static boolean canVerify(String stored) {
        return Passwords.canVerify(stored);
    }
}
