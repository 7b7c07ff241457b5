package org.quiltappliance.server.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.catalog.Comparison.What;

/** What is noted about which paths a push changed; the same on both databases. */
final class ChangeStore {

    /** A part may have 1 MiB, and only one of its keys is wanted. */
    private static final int ROWS_AT_ONCE = 8;

    private static final String FIND = """
            select push_id, previous_id, bytes from push_change where push_id = any(:pushes)
            """;

    /** What a push did to one path. @param previous the push that it was compared with @param what nothing when it left it */
    record Noted(long previous, Optional<What> what) {}

    /** By number of the push; nothing of those that were not compared yet. @param path as {@link ChangeKeys#of} says */
    Map<Long, Noted> find(Handle tx, List<Long> pushes, long path) {
        Map<Long, Noted> found = new HashMap<>();
        tx.createQuery(FIND)
                .registerArrayType(Long.class, "bigint")
                .bindArray("pushes", Long.class, pushes)
                .setFetchSize(ROWS_AT_ONCE)
                .map((row, context) -> Map.entry(
                        row.getLong("push_id"),
                        new Noted(row.getLong("previous_id"), ChangeKeys.find(row.getBytes("bytes"), path))))
                .forEach(noted -> found.merge(
                        noted.getKey(),
                        noted.getValue(),
                        (one, other) -> one.what().isPresent() ? one : other));
        return found;
    }

    private static final String ADD = """
            insert into push_change (push_id, part, previous_id, package_id, bytes)
            values (:push, :part, :previous, :package, :bytes)
            """;

    /** Notes what a push changed in the place of what was noted before; nothing when the package is gone meanwhile. */
    void keep(Handle tx, long packageId, long push, long previous, List<byte[]> parts) {
        // Before the rows that refer to it: a package that is being deleted waits, or is gone.
        if (!isThere(tx, "select id from package where id = :id for update", packageId)
                || !isThere(tx, "select id from push_log where id = :id", push)) {
            return;
        }
        tx.createUpdate("delete from push_change where push_id = :push")
                .bind("push", push)
                .execute();
        for (int part = 0; part < parts.size(); part++) {
            tx.createUpdate(ADD)
                    .bind("push", push)
                    .bind("part", part)
                    .bind("previous", previous)
                    .bind("package", packageId)
                    .bind("bytes", parts.get(part))
                    .execute();
        }
    }

    /** A push of a large revision. */
    record Large(long push, long packageId) {}

    private static final String NEXT_LARGE = """
            select l.id, l.package_id from push_log l join revision r on r.id = l.revision_id
             where l.id > :after and r.object_count >= :fewest
               and not exists (select 1 from push_change c where c.push_id = l.id)
             order by l.id limit 1
            """;

    /** Where to go on. @param last the last push that needs no other look @param large nothing when all were looked at */
    record Next(long last, Optional<Large> large) {}

    /** The next push behind that one of which nothing is noted. @param fewest how many objects its revision has at least */
    Next nextLarge(Handle tx, long after, int fewest) {
        long newest = newestPush(tx);
        var large = tx.createQuery(NEXT_LARGE)
                .bind("after", after)
                .bind("fewest", fewest)
                .map((row, context) -> new Large(row.getLong("id"), row.getLong("package_id")))
                .findOne();
        return new Next(large.map(Large::push).orElse(newest), large);
    }

    /** The number of the newest push of all; 0 where there is none. */
    long newestPush(Handle tx) {
        return tx.createQuery("select coalesce(max(id), 0) from push_log")
                .mapTo(Long.class)
                .one();
    }

    private static boolean isThere(Handle tx, String select, long id) {
        return tx.createQuery(select).bind("id", id).mapTo(Long.class).findOne().isPresent();
    }

    private static final String BEGIN = """
            select id from push_log where package_id = :package and revision_id = :revision
             order by created desc, id desc limit 1
            """;

    /** The last push that brought a revision. */
    Optional<Long> lastPush(Handle tx, long packageId, long revision) {
        return tx.createQuery(BEGIN)
                .bind("package", packageId)
                .bind("revision", revision)
                .mapTo(Long.class)
                .findOne();
    }
}
