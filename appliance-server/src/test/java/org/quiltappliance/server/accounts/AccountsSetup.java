package org.quiltappliance.server.accounts;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.quiltappliance.server.config.AccessConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.mail.Mails;
import org.quiltappliance.server.mail.Outbox;
import org.quiltappliance.server.mail.OutboxMail;
import org.quiltappliance.server.testing.SteppingClock;

/** The services of accounts on a database, with quick passwords, mails kept in the outbox and a clock to move. */
public final class AccountsSetup implements AutoCloseable {

    /** Where the requests of tests come from. */
    public static final String CLIENT = "192.0.2.7";

    private static final int QUICK = 5;
    private static final Secret SECRET = new Secret("a secret of the tests");
    private static final Pattern LINK = Pattern.compile("https?://\\S+/(?:activate|reset_password)/(\\S+)");

    public final SteppingClock clock = new SteppingClock();
    public final Database database;
    public final Outbox outbox;
    public final SignIns signIns;
    public final Accounts accounts;
    public final UserAdministration administration;
    public final GitHubAccounts gitHubAccounts;

    private AccountsSetup(DatabaseConfig config, HttpConfig http, AccessConfig access) {
        database = new Database(config);
        database.open();
        database.migrate();
        var mails = new Mails(() -> new MailConfig(Optional.empty(), "registry@example.com"), http, access, clock);
        var passwords = new Passwords(QUICK);
        var throttle = new Throttle(clock);
        var links = new AccountLinks(SECRET, http);
        outbox = new Outbox(database);
        signIns = new SignIns(database, passwords, throttle, SECRET, clock);
        accounts = new Accounts(database, mails, passwords, links, throttle, access, clock);
        administration = new UserAdministration(database, mails, passwords, links, clock);
        gitHubAccounts = new GitHubAccounts(database, access, clock);
    }

    /** Sign-up on, no team. */
    public static AccountsSetup on(DatabaseConfig config) {
        return on(config, true);
    }

    public static AccountsSetup on(DatabaseConfig config, boolean signup) {
        return on(config, signup, URI.create("http://localhost:5000"), URI.create("http://localhost:3000"));
    }

    public static AccountsSetup on(DatabaseConfig config, boolean signup, URI registryUrl, URI catalogUrl) {
        var http = new HttpConfig("127.0.0.1", 0, 0, registryUrl, catalogUrl, 1_000_000, 1_000_000);
        var access = new AccessConfig(true, true, true, signup, Optional.empty(), Optional.empty());
        return new AccountsSetup(config, http, access);
    }

    /** Leaves the tables as empty as after their making. */
    public void empty() {
        database.useTransaction(tx -> {
            for (String table : List.of("token", "one_time_code", "account_link", "mail", "account")) {
                tx.execute("delete from " + table);
            }
        });
    }

    /** An active user with the given password. */
    public Caller.Account user(String name, String password) {
        administration.create(name, name + "@example.com");
        administration.setPassword(name, password);
        return caller(name);
    }

    public Caller.Account administrator(String name) {
        accounts.createAdministrator(name, "password of " + name, name + "@example.com");
        return caller(name);
    }

    public Caller.Account caller(String name) {
        Account account = accounts.find(name).orElseThrow();
        return new Caller.Account(account.id(), account.name(), account.email(), account.admin());
    }

    /** The newest mail. */
    public OutboxMail lastMail() {
        return outbox.newest(1).get(0);
    }

    /** What the newest mail's link ends in. */
    public String lastLink() {
        var link = LINK.matcher(lastMail().text());
        if (!link.find()) {
            throw new AssertionError("No link in: " + lastMail().text());
        }
        return link.group(1);
    }

    /** How many rows a table has. */
    public int rows(String table) {
        return database.inTransaction(tx -> tx.createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void close() {
        database.close();
    }
}
