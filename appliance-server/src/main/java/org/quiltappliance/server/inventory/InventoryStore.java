package org.quiltappliance.server.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.LikePattern;
import org.quiltappliance.server.inventory.PackageDetail.NamedRevision;
import org.quiltappliance.server.inventory.PackageDetail.PushedRevision;

/** The SQL of looks at all packages. What is glued is constant. */
final class InventoryStore {

    /** A package and its number. */
    record Found(long id, PackageLine line) {}

    private static final String NEWEST =
            " from revision r where r.package_id = p.id order by r.updated_at desc, r.id desc fetch first 1 row only) ";

    private static final String REACH = """
            case when exists (select 1 from access a where a.package_id = p.id and a.grantee = 'public') then 0
                 when exists (select 1 from access a where a.package_id = p.id and a.grantee = 'team') then 1
                 when exists (select 1 from access a where a.package_id = p.id and a.grantee <> p.owner) then 2
                 else 3 end
            """;

    private static final String REVISION_COUNT = "(select count(*) from revision r where r.package_id = p.id) ";
    private static final String UPDATED_AT = "(select r.updated_at" + NEWEST;
    private static final String UPDATED_BY = "(select r.updated_by" + NEWEST;
    private static final String TOTAL_BYTES = "(select r.total_bytes" + NEWEST;
    private static final String OBJECT_COUNT = "(select r.object_count" + NEWEST;

    private static final String LINE = "select p.id, p.owner, p.name, " + REVISION_COUNT + "as revisions, " + UPDATED_AT
            + "as updated_at, " + UPDATED_BY + "as updated_by, " + TOTAL_BYTES + "as total_bytes, " + OBJECT_COUNT
            + "as object_count, " + REACH + "as reach, " + """
            (select count(*) from access a
              where a.package_id = p.id and a.grantee not in ('public', 'team', p.owner)) as others
              from package p
            """;

    private static final String WANTED = "from package p where p.lower_path like :filter escape '!'"
            + " and (:owner = '' or p.owner = :owner) and (:reach < 0 or :reach = " + REACH + ")";

    /** First which rows these are, which asks of the others no more than what they are sorted by. */
    List<PackageLine> lines(Handle tx, PackageQuery query) {
        var ids = bound(
                        tx.createQuery("select p.id " + WANTED + " order by " + order(query.order())
                                + (query.descending() ? " desc" : "")
                                + ", p.lower_path, p.id offset :first rows fetch next :most rows only"),
                        query)
                .bind("first", query.first())
                .bind("most", query.most())
                .mapTo(Long.class)
                .list();
        if (ids.isEmpty()) {
            return List.of();
        }
        var found = tx.createQuery(LINE + " where p.id in (<ids>)")
                .bindList("ids", ids)
                .map((row, context) -> found(row))
                .collect(Collectors.toMap(Found::id, Found::line));
        return ids.stream().map(found::get).toList();
    }

    private static String order(PackageQuery.Order order) {
        return switch (order) {
            case NAME -> "p.lower_path";
            case REVISIONS -> REVISION_COUNT;
            case LATEST -> UPDATED_AT;
            case BYTES -> TOTAL_BYTES;
            case FILES -> OBJECT_COUNT;
            case REACH -> REACH;
            case PUSHED_BY -> "lower(" + UPDATED_BY + ")";
        };
    }

    long count(Handle tx, PackageQuery query) {
        return bound(tx.createQuery("select count(*) " + WANTED), query)
                .mapTo(Long.class)
                .one();
    }

    private static Query bound(Query statement, PackageQuery query) {
        return statement
                .bind("filter", LikePattern.holding(query.filter().strip()))
                .bind("owner", query.owner().orElse(""))
                .bind("reach", query.reach().map(Reach::ordinal).orElse(-1));
    }

    Optional<Found> line(Handle tx, String owner, String name) {
        return tx.createQuery(LINE + " where p.owner = :owner and p.name = :name")
                .bind("owner", owner)
                .bind("name", name)
                .map((row, context) -> found(row))
                .findOne();
    }

    List<String> owners(Handle tx) {
        return tx.createQuery("select distinct owner from package order by owner")
                .mapTo(String.class)
                .list();
    }

    private static final String REVISIONS = """
            select hash, updated_at, updated_by, total_bytes, object_count from revision
             where package_id = :package order by updated_at desc, id desc fetch first :most rows only
            """;

    List<PushedRevision> revisions(Handle tx, long id, int most) {
        return tx.createQuery(REVISIONS)
                .bind("package", id)
                .bind("most", most)
                .map((row, context) -> new PushedRevision(
                        Hash.of(row.getBytes("hash")),
                        updatedAt(row),
                        row.getString("updated_by"),
                        row.getLong("total_bytes"),
                        row.getLong("object_count")))
                .list();
    }

    private static final String TAGS = """
            select t.tag as word, r.hash from tag t join revision r on r.id = t.revision_id
             where t.package_id = :package order by t.tag
            """;

    List<NamedRevision> tags(Handle tx, long id) {
        return named(tx, TAGS, id);
    }

    private static final String VERSIONS = """
            select v.user_version as word, r.hash from version v join revision r on r.id = v.revision_id
             where v.package_id = :package
            """;

    List<NamedRevision> versions(Handle tx, long id) {
        return named(tx, VERSIONS, id);
    }

    private static List<NamedRevision> named(Handle tx, String sql, long id) {
        return tx.createQuery(sql)
                .bind("package", id)
                .map((row, context) -> new NamedRevision(row.getString("word"), Hash.of(row.getBytes("hash"))))
                .list();
    }

    List<String> access(Handle tx, long id) {
        return tx.createQuery("select grantee from access where package_id = :package order by grantee")
                .bind("package", id)
                .mapTo(String.class)
                .list();
    }

    List<String> invited(Handle tx, long id) {
        return tx.createQuery("select email from invitation where package_id = :package order by email")
                .bind("package", id)
                .mapTo(String.class)
                .list();
    }

    private static final String ROOM = """
            select '' as name, 1 as packages, count(*) as files, coalesce(sum(size), 0) as bytes
              from package_object where package_id = :package
            """;

    Room room(Handle tx, long id) {
        return tx.createQuery(ROOM)
                .bind("package", id)
                .map((row, context) -> room(row))
                .one();
    }

    private static final String LARGEST_OWNERS = """
            select s.owner as name,
                   (select count(*) from package c where c.owner = s.owner) as packages,
                   count(*) as files, sum(s.size) as bytes
              from (select p.owner, o.hash, max(o.size) as size
                      from package_object o join package p on p.id = o.package_id
                     group by p.owner, o.hash) s
             group by s.owner order by bytes desc, name fetch first :most rows only
            """;

    List<Room> largestOwners(Handle tx, int most) {
        return largest(tx, LARGEST_OWNERS, most);
    }

    private static final String LARGEST_PACKAGES = """
            select (select p.owner || '/' || p.name from package p where p.id = s.package_id) as name,
                   1 as packages, s.files, s.bytes
              from (select package_id, count(*) as files, sum(size) as bytes from package_object group by package_id) s
             order by s.bytes desc, name fetch first :most rows only
            """;

    List<Room> largestPackages(Handle tx, int most) {
        return largest(tx, LARGEST_PACKAGES, most);
    }

    private static List<Room> largest(Handle tx, String sql, int most) {
        return tx.createQuery(sql)
                .bind("most", most)
                .map((row, context) -> room(row))
                .list();
    }

    private static Room room(ResultSet row) throws SQLException {
        return new Room(row.getString("name"), row.getLong("packages"), row.getLong("files"), row.getLong("bytes"));
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getLong("id"),
                new PackageLine(
                        row.getString("owner"),
                        row.getString("name"),
                        row.getLong("revisions"),
                        updatedAt(row),
                        row.getString("updated_by"),
                        row.getLong("total_bytes"),
                        row.getLong("object_count"),
                        Reach.values()[row.getInt("reach")],
                        row.getLong("others")));
    }

    private static Instant updatedAt(ResultSet row) throws SQLException {
        return row.getObject("updated_at", OffsetDateTime.class).toInstant();
    }
}
