package org.quiltappliance.server.packages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.contents.ContentsSummary;
import org.quiltappliance.server.contents.Hash;

/** The SQL of revisions and the parts of their trees. */
final class RevisionStore {

    /** The parts that hold the compressed tree. */
    static final String TREE = "tree";

    /** The parts that hold the list of the tree's objects. */
    static final String OBJECTS = "objects";

    private static final String INFO = "r.id, r.hash, r.created_by, r.created_at, r.updated_by, r.updated_at";

    private static final String FIND = "select " + INFO + """
               from revision r where r.package_id = :package and r.hash = :hash
            """;

    Optional<RevisionInfo> find(Handle tx, long packageId, Hash hash) {
        return tx.createQuery(FIND)
                .bind("package", packageId)
                .bind("hash", hash.bytes())
                .map((row, context) -> info(row))
                .findOne();
    }

    private static final String BETWEEN = "select " + INFO + """
               from revision r where r.package_id = :package and r.hash >= :first and r.hash <= :last
              order by r.hash limit 2
            """;

    /** The first two revisions whose hashes lie between these two, both included. */
    List<RevisionInfo> between(Handle tx, long packageId, byte[] first, byte[] last) {
        return tx.createQuery(BETWEEN)
                .bind("package", packageId)
                .bind("first", first)
                .bind("last", last)
                .map((row, context) -> info(row))
                .list();
    }

    private static final String TAGGED = "select " + INFO + """
               from tag t join revision r on r.id = t.revision_id where t.package_id = :package and t.tag = :tag
            """;

    Optional<RevisionInfo> tagged(Handle tx, long packageId, String tag) {
        return tx.createQuery(TAGGED)
                .bind("package", packageId)
                .bind("tag", tag)
                .map((row, context) -> info(row))
                .findOne();
    }

    private static final String VERSION = "select " + INFO + """
               from version v join revision r on r.id = v.revision_id
             where v.package_id = :package and v.version = :version
            """;

    Optional<RevisionInfo> version(Handle tx, long packageId, String normalized) {
        return tx.createQuery(VERSION)
                .bind("package", packageId)
                .bind("version", normalized)
                .map((row, context) -> info(row))
                .findOne();
    }

    List<Hash> hashes(Handle tx, long packageId) {
        return tx.createQuery("select hash from revision where package_id = :package order by created_at, id")
                .bind("package", packageId)
                .map((row, context) -> Hash.of(row.getBytes("hash")))
                .list();
    }

    List<Long> ids(Handle tx, long packageId) {
        return tx.createQuery("select id from revision where package_id = :package order by id")
                .bind("package", packageId)
                .mapTo(Long.class)
                .list();
    }

    private static final String CREATE = """
            insert into revision (package_id, hash, created_at, created_by, updated_at, updated_by,
                                  object_count, total_bytes, file_types, preview, readme_hash, search_names)
            values (:package, :hash, :now, :by, :now, :by, :count, :bytes, :types, :preview, :readme, :names)
            """;

    long create(
            Handle tx, long packageId, Hash hash, ContentsSummary summary, long totalBytes, String by, Instant now) {
        return tx.createUpdate(CREATE)
                .bind("package", packageId)
                .bind("hash", hash.bytes())
                .bind("now", now)
                .bind("by", by)
                .bind("count", summary.objectCount())
                .bind("bytes", totalBytes)
                .bind("types", summary.fileTypes())
                .bind("preview", summary.preview())
                .bind("readme", summary.readme().map(Hash::bytes).orElse(null))
                .bind("names", summary.searchNames())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    private static final String TOUCH = """
            update revision set updated_at = :now, updated_by = :by, file_types = :types, search_names = :names
             where id = :id
            """;

    /** Metadata may differ although the hash is the same (defect D12): file types are read from it. */
    void touch(Handle tx, long id, ContentsSummary summary, String by, Instant now) {
        tx.createUpdate(TOUCH)
                .bind("id", id)
                .bind("now", now)
                .bind("by", by)
                .bind("types", summary.fileTypes())
                .bind("names", summary.searchNames())
                .execute();
    }

    void replaceParts(Handle tx, long revisionId, String kind, List<byte[]> parts) {
        tx.createUpdate("delete from revision_part where revision_id = :id and kind = :kind")
                .bind("id", revisionId)
                .bind("kind", kind)
                .execute();
        int number = 0;
        for (byte[] part : parts) {
            tx.createUpdate("insert into revision_part (revision_id, kind, part, bytes) values (:id, :kind, :n, :b)")
                    .bind("id", revisionId)
                    .bind("kind", kind)
                    .bind("n", number++)
                    .bind("b", part)
                    .execute();
        }
    }

    List<byte[]> parts(Handle tx, long revisionId, String kind) {
        return tx.createQuery("select bytes from revision_part where revision_id = :id and kind = :kind order by part")
                .bind("id", revisionId)
                .bind("kind", kind)
                .map((row, context) -> row.getBytes("bytes"))
                .list();
    }

    /** A revision and whose objects it names. */
    record Owned(long id, long packageId, String owner) {}

    private static final String ALL = """
            select r.id, r.package_id, p.owner from revision r join package p on p.id = r.package_id order by r.id
            """;

    List<Owned> all(Handle tx) {
        return tx.createQuery(ALL)
                .map((row, context) -> new Owned(row.getLong("id"), row.getLong("package_id"), row.getString("owner")))
                .list();
    }

    /** What was precomputed of a revision at its push; the texts are JSON. */
    record Summary(long totalBytes, String fileTypes, String preview, Optional<Hash> readme, long pushes) {}

    private static final String SUMMARY = """
            select r.total_bytes, r.file_types, r.preview, r.readme_hash,
                   (select count(*) from push_log l where l.package_id = r.package_id) as pushes
              from revision r where r.id = :id
            """;

    Summary summary(Handle tx, long revisionId) {
        return tx.createQuery(SUMMARY)
                .bind("id", revisionId)
                .map((row, context) -> new Summary(
                        row.getLong("total_bytes"),
                        row.getString("file_types"),
                        row.getString("preview"),
                        Optional.ofNullable(row.getBytes("readme_hash")).map(Hash::of),
                        row.getLong("pushes")))
                .one();
    }

    private static final String INDEXED = """
            select r.search_names, coalesce(m.text, '') as readme
              from tag t
              join revision r on r.id = t.revision_id
              join package p on p.id = t.package_id
              left join readme m on m.owner = p.owner and m.hash = r.readme_hash
             where t.package_id = :package and t.tag = 'latest'
            """;

    /** What search knows of the package: the texts of its revision tagged {@code latest}. */
    Optional<LatestListener.IndexedText> indexed(Handle tx, long packageId) {
        return tx.createQuery(INDEXED)
                .bind("package", packageId)
                .map((row, context) ->
                        new LatestListener.IndexedText(row.getString("search_names"), row.getString("readme")))
                .findOne();
    }

    /** The tags and versions of a package, by the revision they point to. */
    RevisionNames names(Handle tx, long packageId) {
        return new RevisionNames(
                names(
                        tx,
                        "select revision_id, tag as name from tag where package_id = :package order by tag",
                        packageId),
                names(
                        tx,
                        "select revision_id, version as name from version where package_id = :package order by version",
                        packageId));
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

    static RevisionInfo info(ResultSet row) throws SQLException {
        return new RevisionInfo(
                row.getLong("id"),
                Hash.of(row.getBytes("hash")),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("updated_by"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
