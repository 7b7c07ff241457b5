package org.quiltappliance.server.packages;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.contents.Hash;

/** The SQL of the log of pushes. */
final class PushLogStore {

    private static final String ADD = """
            insert into push_log (package_id, revision_id, created, author)
            values (:package, :revision, :now, :author)
            """;

    private final RevisionStore revisions = new RevisionStore();

    void add(Handle tx, long packageId, long revisionId, String author, Instant now) {
        tx.createUpdate(ADD)
                .bind("package", packageId)
                .bind("revision", revisionId)
                .bind("now", now)
                .bind("author", author)
                .execute();
    }

    private static final String ADD_MISSING = """
            insert into push_log (package_id, revision_id, created, author)
            select cast(:package as bigint), cast(:revision as bigint),
                   cast(:created as timestamp with time zone), cast(:author as varchar(64))
             where not exists (select 1 from push_log
                                where package_id = :package and revision_id = :revision and created = :created
                                  and author = :author)
            """;

    /** @return false when the very same is there */
    boolean addMissing(Handle tx, long packageId, long revisionId, String author, Instant created) {
        return tx.createUpdate(ADD_MISSING)
                        .bind("package", packageId)
                        .bind("revision", revisionId)
                        .bind("created", created)
                        .bind("author", author)
                        .execute()
                > 0;
    }

    /** Removes what was noted about pushes and follows from their trees. */
    void clearChanges(Handle tx) {
        tx.execute("delete from push_change");
    }

    private static final String LIST = """
            select l.revision_id, r.hash, l.created, l.author
              from push_log l join revision r on r.id = l.revision_id
             where l.package_id = :package order by l.created, l.id
            """;

    List<PushLogEntry> list(Handle tx, long packageId) {
        var names = revisions.names(tx, packageId);
        return tx.createQuery(LIST)
                .bind("package", packageId)
                .map((row, context) -> {
                    long revision = row.getLong("revision_id");
                    return new PushLogEntry(
                            Hash.of(row.getBytes("hash")),
                            row.getObject("created", OffsetDateTime.class).toInstant(),
                            row.getString("author"),
                            names.tagsOf(revision),
                            names.versionsOf(revision));
                })
                .list();
    }
}
