package org.quiltappliance.server.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.catalog.Administration.Happening;
import org.quiltappliance.server.catalog.Administration.LargeObject;
import org.quiltappliance.server.catalog.Administration.OwnerUse;
import org.quiltappliance.server.catalog.Administration.PackageUse;
import org.quiltappliance.server.catalog.Administration.UserLine;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.LikePattern;

/** What the lists of administrators read of the tables; the same on both databases. */
final class AdministrationStore {

    private static final String USERS = """
            select a.name, a.email, a.is_admin, a.is_active, a.date_joined,
                   case when a.last_login > a.date_joined then a.last_login else null end as last_seen,
                   coalesce(o.packages, 0) as packages, coalesce(e.installs, 0) as installs,
                   coalesce(e.previews, 0) as previews, coalesce(e.pushes, 0) as pushes, coalesce(e.deletes, 0) as deletes
              from account a
              left join (select owner, count(*) as packages from package group by owner) o on o.owner = a.name
              left join (select actor,
                                sum(case when type = 'INSTALL' then 1 else 0 end) as installs,
                                sum(case when type = 'PREVIEW' then 1 else 0 end) as previews,
                                sum(case when type = 'PUSH' then 1 else 0 end) as pushes,
                                sum(case when type = 'DELETE' then 1 else 0 end) as deletes
                           from event where actor is not null group by actor) e on e.actor = a.name
             where (a.name like :part escape '!' or a.email_lower like :part escape '!')
             order by a.name
            """;

    /** All accounts whose name or address holds the text, by name. */
    List<UserLine> users(Handle tx, String text) {
        return tx.createQuery(USERS)
                .bind("part", LikePattern.holding(text))
                .map((row, context) -> new UserLine(
                        row.getString("name"),
                        row.getString("email"),
                        row.getBoolean("is_active"),
                        row.getBoolean("is_admin"),
                        row.getLong("packages"),
                        row.getLong("installs"),
                        row.getLong("previews"),
                        row.getLong("pushes"),
                        row.getLong("deletes"),
                        time(row, "date_joined"),
                        Optional.ofNullable(timeOrNull(row, "last_seen"))))
                .list();
    }

    /** A package that is there. */
    record Present(String owner, String name, boolean isPublic, boolean isTeam, long bytes, long revisions) {}

    private static final String PACKAGES = """
            select p.owner, p.name,
                   case when exists (select 1 from access a where a.package_id = p.id and a.grantee = 'public')
                        then 1 else 0 end as is_public,
                   case when exists (select 1 from access a where a.package_id = p.id and a.grantee = 'team')
                        then 1 else 0 end as is_team,
                   coalesce(o.bytes, 0) as bytes, coalesce(r.revisions, 0) as revisions
              from package p
              left join (select package_id, sum(size) as bytes from package_object group by package_id) o
                     on o.package_id = p.id
              left join (select package_id, count(*) as revisions from revision group by package_id) r
                     on r.package_id = p.id
            """;

    List<Present> packages(Handle tx) {
        return tx.createQuery(PACKAGES)
                .map((row, context) -> new Present(
                        row.getString("owner"),
                        row.getString("name"),
                        row.getInt("is_public") == 1,
                        row.getInt("is_team") == 1,
                        row.getLong("bytes"),
                        row.getLong("revisions")))
                .list();
    }

    private static final String AUDIT = """
            select id, created, actor, type, package_owner, package_name, package_hash, extra from event
             where id < :before
               and (:actor = '' or actor = :actor)
               and (:owner = '' or package_owner = :owner)
               and (:name = '' or package_name = :name)
               and (:type = '' or type = :type)
               and created >= :from and created < :to
             order by id desc limit :most
            """;

    List<Happening> audit(Handle tx, Administration.AuditFilter filter, long before, int most) {
        return tx.createQuery(AUDIT)
                .bind("before", before)
                .bind("actor", filter.user())
                .bind("owner", filter.owner())
                .bind("name", filter.name())
                .bind("type", filter.type())
                .bind("from", filter.from())
                .bind("to", filter.to())
                .bind("most", most)
                .map((row, context) -> new Happening(
                        row.getLong("id"),
                        time(row, "created"),
                        Optional.ofNullable(row.getString("actor")),
                        row.getString("type"),
                        row.getString("package_owner"),
                        row.getString("package_name"),
                        Optional.ofNullable(row.getBytes("package_hash")).map(Hash::of),
                        Optional.ofNullable(row.getString("extra"))))
                .list();
    }

    /** What one owner stores, each object once. */
    private static final String BY_OWNER = """
            select s.owner, count(*) as objects, sum(s.size) as bytes,
                   (select count(*) from package q where q.owner = s.owner) as packages
              from (select p.owner, o.hash, min(o.size) as size
                      from package_object o join package p on p.id = o.package_id group by p.owner, o.hash) s
             group by s.owner order by bytes desc, s.owner
            """;

    List<OwnerUse> byOwner(Handle tx) {
        return tx.createQuery(BY_OWNER)
                .map((row, context) -> new OwnerUse(
                        row.getString("owner"), row.getLong("packages"), row.getLong("objects"), row.getLong("bytes")))
                .list();
    }

    private static final String BY_PACKAGE = """
            select p.owner, p.name, count(*) as objects, sum(o.size) as bytes
              from package_object o join package p on p.id = o.package_id
             group by p.id, p.owner, p.name order by bytes desc, p.owner, p.name limit :most
            """;

    List<PackageUse> byPackage(Handle tx, int most) {
        return tx.createQuery(BY_PACKAGE)
                .bind("most", most)
                .map((row, context) -> new PackageUse(
                        row.getString("owner"), row.getString("name"), row.getLong("objects"), row.getLong("bytes")))
                .list();
    }

    private static final String LARGEST = """
            select p.owner, min(p.name) as name, o.hash, max(o.size) as bytes
              from package_object o join package p on p.id = o.package_id
             group by p.owner, o.hash order by bytes desc, o.hash limit :most
            """;

    List<LargeObject> largest(Handle tx, int most) {
        return tx.createQuery(LARGEST)
                .bind("most", most)
                .map((row, context) -> new LargeObject(
                        row.getString("owner"),
                        row.getString("name"),
                        Hash.of(row.getBytes("hash")),
                        row.getLong("bytes")))
                .list();
    }

    /** What all revisions would take if none shared anything with another. */
    long logicalBytes(Handle tx) {
        return tx.createQuery("select coalesce(sum(total_bytes), 0) from revision")
                .mapTo(Long.class)
                .one();
    }

    /** Files of the latest revisions by extension. */
    Map<String, Long> kinds(Handle tx) {
        Map<String, Long> kinds = new HashMap<>();
        tx.createQuery("""
                        select r.file_types from tag t join revision r on r.id = t.revision_id where t.tag = 'latest'
                        """)
                .mapTo(String.class)
                .forEach(json -> FileTypes.of(json).forEach((type, count) -> kinds.merge(type, count, Long::sum)));
        return kinds;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
