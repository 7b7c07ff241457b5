package org.quiltappliance.server.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.packages.RevisionInfo;

/** What the pages of one package read of the tables; the same on both databases. */
final class BrowsingStore {

    /** How often a thing happened, by its type. */
    Map<String, Long> eventCounts(Handle tx, String owner, String name) {
        Map<String, Long> counts = new HashMap<>();
        tx.createQuery("""
                        select type, count(*) as n from event
                         where package_owner = :owner and package_name = :name group by type
                        """)
                .bind("owner", owner)
                .bind("name", name)
                .map((row, context) -> counts.put(row.getString("type"), row.getLong("n")))
                .list();
        return counts;
    }

    private static final String COMMENTS = """
            select count(*) from comment
             where package_id = :package and (is_hidden = false or author = :viewer or :owns = true)
            """;

    /** Those that somebody sees. @param viewer his name, or the empty text @param owns whether the package is his */
    long comments(Handle tx, long packageId, String viewer, boolean owns) {
        return tx.createQuery(COMMENTS)
                .bind("package", packageId)
                .bind("viewer", viewer)
                .bind("owns", owns)
                .mapTo(Long.class)
                .one();
    }

    long pushes(Handle tx, long packageId) {
        return count(tx, "select count(*) from push_log where package_id = :package", packageId);
    }

    private static long count(Handle tx, String select, long packageId) {
        return tx.createQuery(select)
                .bind("package", packageId)
                .mapTo(Long.class)
                .one();
    }

    /** One push with its revision. */
    record Push(
            long id,
            RevisionInfo revision,
            Instant created,
            String author,
            long totalBytes,
            String fileTypes,
            long objectCount) {}

    private static final String PUSHES = """
            select l.id as push_id, l.created, l.author, r.id, r.hash, r.created_by, r.created_at, r.updated_by, r.updated_at,
                   r.total_bytes, r.file_types, r.object_count
              from push_log l join revision r on r.id = l.revision_id
            """;

    private static final String LOG = PUSHES + """
             where l.package_id = :package
               and (:after = 0
                    or exists (select 1 from push_log b
                                where b.id = :after and b.package_id = l.package_id
                                  and (l.created < b.created or l.created = b.created and l.id < b.id)))
             order by l.created desc, l.id desc limit :most
            """;

    /** The pushes, newest first. @param after the number of a push, to begin behind it; 0 for the newest */
    List<Push> log(Handle tx, long packageId, long after, int most) {
        return tx.createQuery(LOG)
                .bind("package", packageId)
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> push(row))
                .list();
    }

    private static final String LOG_FROM = PUSHES + """
              join push_log b on b.id = :first and b.package_id = l.package_id
             where l.package_id = :package
               and (l.created < b.created or l.created = b.created and l.id <= b.id)
             order by l.created desc, l.id desc limit :most
            """;

    /** The pushes from this one on, newest first; none when it is none of the package. */
    List<Push> logFrom(Handle tx, long packageId, long first, int most) {
        return tx.createQuery(LOG_FROM)
                .bind("package", packageId)
                .bind("first", first)
                .bind("most", most)
                .map((row, context) -> push(row))
                .list();
    }

    private static Push push(ResultSet row) throws SQLException {
        return new Push(
                row.getLong("push_id"),
                revision(row),
                time(row, "created"),
                row.getString("author"),
                row.getLong("total_bytes"),
                row.getString("file_types"),
                row.getLong("object_count"));
    }

    private static RevisionInfo revision(ResultSet row) throws SQLException {
        return new RevisionInfo(
                row.getLong("id"),
                Hash.of(row.getBytes("hash")),
                row.getString("created_by"),
                time(row, "created_at"),
                row.getString("updated_by"),
                time(row, "updated_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
