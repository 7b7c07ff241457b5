package org.quiltappliance.server.packages;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.contents.Hash;

/** The SQL of the log of pushes. */
final class PushLogStore {

    private static final String ADD = """
            insert into push_log (package_id, revision_id, created, author)
            values (:package, :revision, :now, :author)
            """;

    void add(Handle tx, long packageId, long revisionId, String author, Instant now) {
        tx.createUpdate(ADD)
                .bind("package", packageId)
                .bind("revision", revisionId)
                .bind("now", now)
                .bind("author", author)
                .execute();
    }

    private static final String LIST = """
            select l.revision_id, r.hash, l.created, l.author
              from push_log l join revision r on r.id = l.revision_id
             where l.package_id = :package order by l.created, l.id
            """;

    List<PushLogEntry> list(Handle tx, long packageId) {
        Map<Long, List<String>> tags = names(
                tx, "select revision_id, tag as name from tag where package_id = :package order by tag", packageId);
        Map<Long, List<String>> versions = names(
                tx,
                "select revision_id, version as name from version where package_id = :package order by version",
                packageId);
        return tx.createQuery(LIST)
                .bind("package", packageId)
                .map((row, context) -> {
                    long revision = row.getLong("revision_id");
                    return new PushLogEntry(
                            Hash.of(row.getBytes("hash")),
                            row.getObject("created", OffsetDateTime.class).toInstant(),
                            row.getString("author"),
                            tags.getOrDefault(revision, List.of()),
                            versions.getOrDefault(revision, List.of()));
                })
                .list();
    }

    private static Map<Long, List<String>> names(Handle tx, String select, long packageId) {
        Map<Long, List<String>> names = new HashMap<>();
        tx.createQuery(select)
                .bind("package", packageId)
                .map((row, context) -> names.computeIfAbsent(row.getLong("revision_id"), id -> new ArrayList<>())
                        .add(row.getString("name")))
                .list();
        return names;
    }
}
