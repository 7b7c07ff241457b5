package org.quiltappliance.server.comments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of comments. */
final class CommentStore {

    private static final String COLUMNS = "id, author, created, edited, is_hidden, contents";

    private static final String ADD = """
            insert into comment (package_id, author, created, contents) values (:package, :author, :now, :contents)
            """;

    Comment add(Handle tx, long packageId, String author, Instant now, String contents) {
        long id = tx.createUpdate(ADD)
                .bind("package", packageId)
                .bind("author", author)
                .bind("now", now)
                .bind("contents", contents)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return new Comment(id, author, now, Optional.empty(), false, contents);
    }

    private static final String ADD_MISSING = """
            insert into comment (package_id, author, created, contents)
            select cast(:package as bigint), cast(:author as varchar(64)),
                   cast(:created as timestamp with time zone), cast(:contents as text)
             where not exists (select 1 from comment
                                where package_id = :package and author = :author and created = :created
                                  and contents = :contents)
            """;

    /** @return false when the very same is there */
    boolean addMissing(Handle tx, long packageId, String author, Instant created, String contents) {
        return tx.createUpdate(ADD_MISSING)
                        .bind("package", packageId)
                        .bind("author", author)
                        .bind("created", created)
                        .bind("contents", contents)
                        .execute()
                > 0;
    }

    List<Comment> list(Handle tx, long packageId) {
        return tx.createQuery("select " + COLUMNS + " from comment where package_id = :package order by created, id")
                .bind("package", packageId)
                .map((row, context) -> comment(row))
                .list();
    }

    /** A comment, which nobody else changes until the transaction ends. */
    Optional<Comment> lock(Handle tx, long packageId, long id) {
        return tx.createQuery("select " + COLUMNS + " from comment where package_id = :package and id = :id for update")
                .bind("package", packageId)
                .bind("id", id)
                .map((row, context) -> comment(row))
                .findOne();
    }

    void edit(Handle tx, long id, String contents, Instant now) {
        tx.createUpdate("update comment set contents = :contents, edited = :now where id = :id")
                .bind("id", id)
                .bind("contents", contents)
                .bind("now", now)
                .execute();
    }

    void setHidden(Handle tx, long id, boolean hidden) {
        tx.createUpdate("update comment set is_hidden = :hidden where id = :id")
                .bind("id", id)
                .bind("hidden", hidden)
                .execute();
    }

    void delete(Handle tx, long id) {
        tx.createUpdate("delete from comment where id = :id").bind("id", id).execute();
    }

    private static Comment comment(ResultSet row) throws SQLException {
        return new Comment(
                row.getLong("id"),
                row.getString("author"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("edited", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getBoolean("is_hidden"),
                row.getString("contents"));
    }
}
