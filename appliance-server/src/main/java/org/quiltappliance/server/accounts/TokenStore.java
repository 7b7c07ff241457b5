package org.quiltappliance.server.accounts;

import static org.quiltappliance.server.accounts.AccountStore.instant;
import static org.quiltappliance.server.accounts.AccountStore.utc;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.AccountLinks.Purpose;
import org.quiltappliance.server.accounts.AccountLinks.Target;

/** The tables of what opens an account without a password: tokens, one-time codes and links. */
final class TokenStore {

    /** An account by one of its tokens: one look-up for each request. */
    Optional<Account> findAccount(Handle tx, UUID account, UUID token) {
        return tx.createQuery("""
                        select a.id, a.name, a.email, a.is_admin, a.is_active, a.date_joined, a.last_login
                          from token t join account a on a.id = t.account_id
                         where t.account_id = :account and t.token = :token
                        """)
                .bind("account", account)
                .bind("token", token)
                .map((row, context) -> AccountStore.account(row))
                .findOne();
    }

    void insertToken(Handle tx, UUID account, UUID token, Instant expires) {
        tx.createUpdate("insert into token (account_id, token, expires) values (:account, :token, :expires)")
                .bind("account", account)
                .bind("token", token)
                .bind("expires", utc(expires))
                .execute();
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
