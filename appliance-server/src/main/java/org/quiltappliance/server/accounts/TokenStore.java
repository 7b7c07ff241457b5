package org.quiltappliance.server.accounts;

import static org.quiltappliance.server.accounts.AccountStore.instant;
import static org.quiltappliance.server.accounts.AccountStore.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.AccountLinks.Purpose;
import org.quiltappliance.server.accounts.AccountLinks.Target;

/** The tables of what opens an account without a password: tokens, one-time codes and links. */
final class TokenStore {

    /** An account with one of its tokens. @param lastUsed about when the token was shown last; nothing before the first time */
    record Shown(Account account, Optional<Instant> lastUsed) {}

    /** An account by one of its tokens: one look-up for each request. */
    Optional<Shown> find(Handle tx, UUID account, UUID token) {
        return tx.createQuery("""
                        select a.id, a.name, a.email, a.is_admin, a.is_active, a.date_joined, a.last_login,
                               t.last_used
                          from token t join account a on a.id = t.account_id
                         where t.account_id = :account and t.token = :token
                        """)
                .bind("account", account)
                .bind("token", token)
                .map((row, context) -> new Shown(AccountStore.account(row), lastUsed(row)))
                .findOne();
    }

    private static Optional<Instant> lastUsed(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("last_used", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    /** Notes that a token was shown; one that is gone stays so. */
    void setLastUsed(Handle tx, UUID account, UUID token, Instant now) {
        tx.createUpdate("update token set last_used = :now where account_id = :account and token = :token")
                .bind("account", account)
                .bind("token", token)
                .bind("now", utc(now))
                .execute();
    }

    void insertToken(Handle tx, UUID account, UUID token, Instant expires, Device device) {
        tx.createUpdate("""
                        insert into token (account_id, token, expires, kind, agent)
                        values (:account, :token, :expires, :kind, :agent)
                        """)
                .bind("account", account)
                .bind("token", token)
                .bind("expires", utc(expires))
                .bind("kind", device.kind().name().toLowerCase(Locale.ROOT))
                .bind("agent", device.agent())
                .execute();
    }

    /**
     * A token as its owner sees it.
     *
     * @param device nothing when it was not noted, as earlier versions did not
     */
    record Stored(UUID token, Instant expires, Optional<Device> device, Optional<Instant> lastUsed) {}

    /** All tokens of an account that are good now, the newest first. */
    List<Stored> list(Handle tx, UUID account, Instant now) {
        return tx.createQuery("""
                        select token, expires, kind, agent, last_used from token
                         where account_id = :account and expires > :now order by expires desc, token
                        """)
                .bind("account", account)
                .bind("now", utc(now))
                .map((row, context) -> new Stored(
                        row.getObject("token", UUID.class), instant(row, "expires"), device(row), lastUsed(row)))
                .list();
    }

    private static Optional<Device> device(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return kind == null
                ? Optional.empty()
                : Optional.of(new Device(Device.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), row.getString("agent")));
    }

    /** Ends all sign-ins of an account but one. */
    void deleteOtherTokensAndCodes(Handle tx, UUID account, UUID token) {
        tx.createUpdate("delete from token where account_id = :account and token <> :token")
                .bind("account", account)
                .bind("token", token)
                .execute();
        deleteCodes(tx, account);
    }

    /** @return false when it was not there any more */
    boolean deleteToken(Handle tx, UUID account, UUID token) {
        return tx.createUpdate("delete from token where account_id = :account and token = :token")
                        .bind("account", account)
                        .bind("token", token)
                        .execute()
                == 1;
    }

    void insertCode(Handle tx, OneTimeCode code, Instant expires) {
        tx.createUpdate("insert into one_time_code (account_id, code, expires) values (:account, :code, :expires)")
                .bind("account", code.account())
                .bind("code", code.code())
                .bind("expires", utc(expires))
                .execute();
    }

    Optional<Instant> codeExpires(Handle tx, OneTimeCode code) {
        return tx.createQuery("select expires from one_time_code where account_id = :account and code = :code")
                .bind("account", code.account())
                .bind("code", code.code())
                .map((row, context) -> instant(row, "expires"))
                .findOne();
    }

    /** @return false when somebody else was first */
    boolean deleteCode(Handle tx, OneTimeCode code) {
        return tx.createUpdate("delete from one_time_code where account_id = :account and code = :code")
                        .bind("account", code.account())
                        .bind("code", code.code())
                        .execute()
                == 1;
    }

    /** Ends all sign-ins of an account. */
    void deleteTokensAndCodes(Handle tx, UUID account) {
        tx.createUpdate("delete from token where account_id = :account")
                .bind("account", account)
                .execute();
        deleteCodes(tx, account);
    }

    private static void deleteCodes(Handle tx, UUID account) {
        tx.createUpdate("delete from one_time_code where account_id = :account")
                .bind("account", account)
                .execute();
    }

    /** Stores a link in place of an older one for the same purpose; the account must be locked. */
    void replaceLink(Handle tx, Purpose purpose, Target link, Instant issued) {
        deleteLinks(tx, purpose, link.account());
        tx.createUpdate("""
                        insert into account_link (account_id, purpose, token, issued)
                        values (:account, :purpose, :token, :issued)
                        """)
                .bind("account", link.account())
                .bind("purpose", purpose.word())
                .bind("token", link.token())
                .bind("issued", utc(issued))
                .execute();
    }

    boolean hasLink(Handle tx, Purpose purpose, Target link, Instant issuedFrom) {
        return tx.createQuery("""
                        select 1 from account_link
                         where account_id = :account and purpose = :purpose and token = :token and issued >= :from
                        """)
                .bind("account", link.account())
                .bind("purpose", purpose.word())
                .bind("token", link.token())
                .bind("from", utc(issuedFrom))
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Uses up a link. @return false when it was used, replaced or too old */
    boolean deleteLink(Handle tx, Purpose purpose, Target link, Instant issuedFrom) {
        return tx.createUpdate("""
                        delete from account_link
                         where account_id = :account and purpose = :purpose and token = :token and issued >= :from
                        """)
                        .bind("account", link.account())
                        .bind("purpose", purpose.word())
                        .bind("token", link.token())
                        .bind("from", utc(issuedFrom))
                        .execute()
                == 1;
    }

    void deleteLinks(Handle tx, Purpose purpose, UUID account) {
        tx.createUpdate("delete from account_link where account_id = :account and purpose = :purpose")
                .bind("account", account)
                .bind("purpose", purpose.word())
                .execute();
    }

    /** @return how many rows are gone */
    int deleteExpired(Handle tx, Instant expiredBefore, Instant linksIssuedBefore) {
        return tx.createUpdate("delete from token where expires < :moment")
                        .bind("moment", utc(expiredBefore))
                        .execute()
                + tx.createUpdate("delete from one_time_code where expires < :moment")
                        .bind("moment", utc(expiredBefore))
                        .execute()
                + tx.createUpdate("delete from account_link where issued < :moment")
                        .bind("moment", utc(linksIssuedBefore))
                        .execute();
    }
}
