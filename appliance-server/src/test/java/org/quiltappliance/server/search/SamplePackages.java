package org.quiltappliance.server.search;

import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.packages.LatestListener.Change;
import org.quiltappliance.server.packages.LatestListener.IndexedText;

/** Writes packages straight into the tables and tells search, as a push would. */
final class SamplePackages {

    private static final OffsetDateTime WHENEVER = OffsetDateTime.parse("2018-07-30T12:00:00Z");

    private final Database database;
    private final Search search;
    private final AtomicLong hashes = new AtomicLong();

    SamplePackages(Database database, Search search) {
        this.database = database;
        this.search = search;
    }

    /** A new package with a revision tagged {@code latest}; no README if that text is empty. */
    Change add(String owner, String name, String nodeNames, String readme, String... grantees) {
        Change change = database.inTransaction(tx -> {
            long id = insertPackage(tx, owner, name, List.of(grantees));
            return tagLatest(tx, new Change(id, owner, name, Optional.of(new IndexedText(nodeNames, readme))));
        });
        search.afterCommit(change);
        return change;
    }

    /** Moves {@code latest} of the package to a new revision. */
    Change change(Change before, String nodeNames, String readme) {
        Change change = changeWithoutAfterCommit(before, nodeNames, readme);
        search.afterCommit(change);
        return change;
    }

    Change changeWithoutAfterCommit(Change before, String nodeNames, String readme) {
        return database.inTransaction(tx -> tagLatest(
                tx,
                new Change(
                        before.packageId(),
                        before.owner(),
                        before.name(),
                        Optional.of(new IndexedText(nodeNames, readme)))));
    }

    /** Takes the tag {@code latest} away. */
    void untag(Change tagged) {
        var change = new Change(tagged.packageId(), tagged.owner(), tagged.name(), Optional.empty());
        database.useTransaction(tx -> {
            tx.execute("delete from tag where package_id = ?", change.packageId());
            search.inTransaction(tx, change);
        });
        search.afterCommit(change);
    }

    void delete(Change there) {
        var change = new Change(there.packageId(), there.owner(), there.name(), Optional.empty());
        database.useTransaction(tx -> {
            for (String table : List.of("tag", "access", "revision")) {
                tx.execute("delete from " + table + " where package_id = ?", change.packageId());
            }
            tx.execute("delete from package where id = ?", change.packageId());
            search.inTransaction(tx, change);
        });
        search.afterCommit(change);
    }

    long insertPackage(Handle tx, String owner, String name, List<String> grantees) {
        long id = tx.createUpdate("""
                        insert into package (owner, name, lower_path, created_at)
                        values (:owner, :name, lower(:owner || '/' || :name), :now)
                        """)
                .bind("owner", owner)
                .bind("name", name)
                .bind("now", WHENEVER)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        grantees.forEach(grantee -> tx.execute("insert into access values (?, ?)", id, grantee));
        return id;
    }

    /** A new revision of the package, tagged {@code latest}, and search told of it. */
    Change tagLatest(Handle tx, Change change) {
        IndexedText text = change.latest().orElseThrow();
        byte[] hash = ByteBuffer.allocate(32).putLong(hashes.incrementAndGet()).array();
        byte[] readme = text.readme().isEmpty() ? null : hash;
        if (readme != null) {
            tx.execute("insert into readme values (?, ?, ?)", change.owner(), readme, PlainText.clean(text.readme()));
        }
        long revision = tx.createUpdate("""
                        insert into revision (package_id, hash, created_at, created_by, updated_at, updated_by,
                                              object_count, total_bytes, file_types, preview, readme_hash, search_names)
                        values (:package, :hash, :now, :owner, :now, :owner, 0, 0, '{}', '{}', :readme, :names)
                        """)
                .bind("package", change.packageId())
                .bind("hash", hash)
                .bind("now", WHENEVER)
                .bind("owner", change.owner())
                .bind("readme", readme)
                .bind("names", PlainText.clean(text.nodeNames()))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        tx.execute("delete from tag where package_id = ?", change.packageId());
        tx.execute("insert into tag values (?, 'latest', ?)", change.packageId(), revision);
        search.inTransaction(tx, change);
        return change;
    }
}
