package org.quiltappliance.server.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.mail.OutboxMail.State;

/** The outbox table. Addresses hold no line breaks, so these part them. */
final class MailStore {

    private static final String SELECT =
            "select id, recipients, subject, text_body, html_body, created, state, attempts, last_error from mail ";

    void insert(
            Handle tx,
            List<String> recipients,
            String subject,
            String text,
            String html,
            Instant created,
            State state) {
        tx.createUpdate("""
                        insert into mail (recipients, subject, text_body, html_body, created, state, next_try)
                        values (:recipients, :subject, :text, :html, :created, :state, :created)
                        """)
                .bind("recipients", String.join("\n", recipients))
                .bind("subject", subject)
                .bind("text", text)
                .bind("html", html)
                .bind("created", utc(created))
                .bind("state", word(state))
                .execute();
    }

    List<OutboxMail> newest(Handle tx, int limit) {
        return tx.createQuery(SELECT + "order by id desc limit :limit")
                .bind("limit", limit)
                .map((row, context) -> mail(row))
                .list();
    }

    Optional<OutboxMail> find(Handle tx, long id) {
        return tx.createQuery(SELECT + "where id = :id")
                .bind("id", id)
                .map((row, context) -> mail(row))
                .findOne();
    }

    List<OutboxMail> due(Handle tx, Instant now, int limit) {
        return tx.createQuery(SELECT + "where state = 'queued' and next_try <= :now order by next_try, id limit :limit")
                .bind("now", utc(now))
                .bind("limit", limit)
                .map((row, context) -> mail(row))
                .list();
    }

    /** Takes a due mail for sending, until the given moment. @return false when another process has it */
    boolean claim(Handle tx, long id, Instant now, Instant until) {
        return tx.createUpdate("""
                        update mail set next_try = :until where id = :id and state = 'queued' and next_try <= :now
                        """)
                        .bind("id", id)
                        .bind("now", utc(now))
                        .bind("until", utc(until))
                        .execute()
                == 1;
    }

    void update(Handle tx, long id, State state, int attempts, Instant nextTry, @Nullable String problem) {
        tx.createUpdate("""
                        update mail set state = :state, attempts = :attempts, next_try = :next, last_error = :problem
                         where id = :id
                        """)
                .bind("id", id)
                .bind("state", word(state))
                .bind("attempts", attempts)
                .bind("next", utc(nextTry))
                .bind("problem", problem)
                .execute();
    }

    void deleteOlder(Handle tx, State state, Instant createdBefore) {
        tx.createUpdate("delete from mail where state = :state and created < :moment")
                .bind("state", word(state))
                .bind("moment", utc(createdBefore))
                .execute();
    }

    private static OutboxMail mail(ResultSet row) throws SQLException {
        return new OutboxMail(
                row.getLong("id"),
                List.of(row.getString("recipients").split("\n")),
                row.getString("subject"),
                row.getString("text_body"),
                row.getString("html_body"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("last_error")));
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
