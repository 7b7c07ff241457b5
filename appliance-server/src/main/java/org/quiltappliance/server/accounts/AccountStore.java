package org.quiltappliance.server.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.database.Database;

/** The table of accounts. */
final class AccountStore {

    /** An account with its stored password, if it has one. */
    record Credentials(Account account, @Nullable String password) {}

    private static final String COLUMNS = "id, name, email, is_admin, is_active, date_joined, last_login, password";

    boolean isEmpty(Handle tx) {
        return tx.createQuery("select 1 from account fetch first 1 rows only")
                .mapTo(Integer.class)
                .findOne()
                .isEmpty();
    }

    boolean exists(Handle tx, String name) {
        return tx.createQuery("select 1 from account where name = :name")
                .bind("name", name)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    boolean emailExists(Handle tx, String email) {
        return tx.createQuery("select 1 from account where email_lower = :email")
                .bind("email", EmailAddresses.lowerCase(email))
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    Optional<Credentials> find(Handle tx, String name) {
        return tx.createQuery("select " + COLUMNS + " from account where name = :name")
                .bind("name", name)
                .map((row, context) -> new Credentials(account(row), row.getString("password")))
                .findOne();
    }

    Optional<Account> findByEmail(Handle tx, String email) {
        return tx.createQuery("select " + COLUMNS + " from account where email_lower = :email")
                .bind("email", EmailAddresses.lowerCase(email))
                .map((row, context) -> account(row))
                .findOne();
    }

    Optional<Account> findByGitHub(Handle tx, long gitHubId) {
        return tx.createQuery("select " + COLUMNS + " from account where github_id = :id")
                .bind("id", gitHubId)
                .map((row, context) -> account(row))
                .findOne();
    }

    /** The account, which nobody else changes until the transaction ends. To be taken before its tokens and links. */
    Optional<Account> lock(Handle tx, UUID id) {
        return tx.createQuery("select " + COLUMNS + " from account where id = :id for update")
                .bind("id", id)
                .map((row, context) -> account(row))
                .findOne();
    }

    /** As {@link #lock(Handle, UUID)}, by name. */
    Optional<Account> lock(Handle tx, String name) {
        return tx.createQuery("select " + COLUMNS + " from account where name = :name for update")
                .bind("name", name)
                .map((row, context) -> account(row))
                .findOne();
    }

    /** The active administrators, none of whom anybody else changes until the transaction ends. */
    List<Account> lockActiveAdministrators(Handle tx) {
        return tx.createQuery("select " + COLUMNS
                        + " from account where is_admin = true and is_active = true order by id for update")
                .map((row, context) -> account(row))
                .list();
    }

    List<Credentials> activeAdministrators(Handle tx) {
        return tx.createQuery(
                        "select " + COLUMNS + " from account where is_admin = true and is_active = true order by name")
                .map((row, context) -> new Credentials(account(row), row.getString("password")))
                .list();
    }

    List<String> administratorEmails(Handle tx) {
        return tx.createQuery(
                        "select email from account where is_admin = true and is_active = true order by date_joined, name")
                .mapTo(String.class)
                .list();
    }

    List<Account> list(Handle tx) {
        return tx.createQuery("select " + COLUMNS + " from account order by name")
                .map((row, context) -> account(row))
                .list();
    }

    /** @return false when the name, the e-mail address or the GitHub account is taken */
    boolean insert(Handle tx, Account account, @Nullable String password, @Nullable Long gitHubId) {
        return uniquely(tx.createUpdate("""
                        insert into account (id, name, email, email_lower, password, is_admin, is_active,
                                             date_joined, last_login, github_id)
                        values (:id, :name, :email, :emailLower, :password, :admin, :active,
                                :joined, :lastLogin, :gitHub)
                        on conflict do nothing
                        """)
                .bind("id", account.id())
                .bind("name", account.name())
                .bind("email", account.email())
                .bind("emailLower", EmailAddresses.lowerCase(account.email()))
                .bind("password", password)
                .bind("admin", account.admin())
                .bind("active", account.active())
                .bind("joined", utc(account.dateJoined()))
                .bind("lastLogin", utc(account.lastLogin()))
                .bind("gitHub", gitHubId));
    }

    /** Whether one row was written; a key that somebody else took at the same moment counts as not. */
    private static boolean uniquely(Update update) {
        try {
            return update.execute() == 1;
        } catch (JdbiException failed) {
            if (Database.isDuplicate(failed)) {
                return false;
            }
            throw failed;
        }
    }

    /**
     * The only account, if it is an administrator's who has no way in yet and never had one: no password, no link, no account
     * elsewhere, no sign-in.
     */
    Optional<Account> unopened(Handle tx, Instant linksIssuedFrom) {
        return tx.createQuery("select " + COLUMNS + """
                          from account
                         where is_admin = true and is_active = true and password is null and github_id is null
                           and last_login = date_joined
                           and (select count(*) from account) = 1
                           and not exists (select 1 from account_link where issued >= :from)
                        """)
                .bind("from", utc(linksIssuedFrom))
                .map((row, context) -> account(row))
                .findOne();
    }

    /** @return false when it has one already */
    boolean setFirstPassword(Handle tx, UUID id, String password) {
        return tx.createUpdate("update account set password = :password where id = :id and password is null")
                        .bind("id", id)
                        .bind("password", password)
                        .execute()
                == 1;
    }

    /** Tokens, codes and links must be gone. */
    void delete(Handle tx, UUID id) {
        tx.createUpdate("delete from account where id = :id").bind("id", id).execute();
    }

    void setPassword(Handle tx, UUID id, @Nullable String password) {
        tx.createUpdate("update account set password = :password where id = :id")
                .bind("id", id)
                .bind("password", password)
                .execute();
    }

    void setActive(Handle tx, UUID id, boolean active) {
        tx.createUpdate("update account set is_active = :active where id = :id")
                .bind("id", id)
                .bind("active", active)
                .execute();
    }

    void setAdmin(Handle tx, UUID id, boolean admin) {
        tx.createUpdate("update account set is_admin = :admin where id = :id")
                .bind("id", id)
                .bind("admin", admin)
                .execute();
    }

    /** @return false when another account is bound to it */
    boolean setGitHub(Handle tx, UUID id, long gitHubId) {
        return uniquely(tx.createUpdate("""
                        update account set github_id = :gitHub
                         where id = :id and not exists (select 1 from account where github_id = :gitHub and id <> :id)
                        """).bind("id", id).bind("gitHub", gitHubId));
    }

    /** @return false when the account is not active any more */
    boolean setLastLogin(Handle tx, UUID id, Instant moment) {
        return tx.createUpdate("update account set last_login = :moment where id = :id and is_active = true")
                        .bind("id", id)
                        .bind("moment", utc(moment))
                        .execute()
                == 1;
    }

    static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                row.getBoolean("is_admin"),
                row.getBoolean("is_active"),
                instant(row, "date_joined"),
                instant(row, "last_login"));
    }
}
