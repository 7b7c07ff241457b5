package org.quiltappliance.server.comments;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of comments. */
final class CommentStore {

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
        return new Comment(id, author, now, contents);
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
        return tx.createQuery(
                        "select id, author, created, contents from comment where package_id = :package order by created, id")
                .bind("package", packageId)
                .map((row, context) -> new Comment(
                        row.getLong("id"),
                        row.getString("author"),
                        row.getObject("created", OffsetDateTime.class).toInstant(),
                        row.getString("contents")))
                .list();
    }
}
