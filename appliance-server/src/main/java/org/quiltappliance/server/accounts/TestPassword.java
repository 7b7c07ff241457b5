package org.quiltappliance.server.accounts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quiltappliance.server.accounts.AccountStore.Credentials;
import org.quiltappliance.server.database.Database;

/**
 * Which administrators still have the password that everybody knows from test mode ({@code control-panel.md} SE-3).
 * Trying a password is slow on purpose, so what was found out of a stored one is remembered.
 */
public final class TestPassword {

    /** Of the administrator whom test mode makes. */
    public static final String TEXT = "quilt";

    private final Database database;
    private final Passwords passwords;
    private final AccountStore accounts = new AccountStore();
    private Map<String, Boolean> known = Map.of();

    public TestPassword(Database database, Passwords passwords) {
        this.database = database;
        this.passwords = passwords;
    }

    /** The names of the active administrators who have it, in order. */
    public synchronized List<String> holders() {
        List<Credentials> administrators = database.inTransaction(accounts::activeAdministrators);
        var next = new HashMap<String, Boolean>();
        var holders = new ArrayList<String>();
        for (Credentials one : administrators) {
            String stored = one.password();
            if (stored == null) {
                continue;
            }
            boolean has = known.containsKey(stored) ? known.get(stored) : passwords.verify(TEXT, stored);
            next.put(stored, has);
            if (has) {
                holders.add(one.account().name());
            }
        }
        known = next;
        return holders;
    }
}
