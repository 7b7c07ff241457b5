package org.quiltappliance.server.packages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.quiltappliance.server.database.Dialect;

/** The SQL of packages themselves. */
final class PackageStore {

    /** A package that was found, with what its access rows say to the one who looked. */
    record Found(long id, boolean isPublic, boolean isTeam) {}

    private static final String VISIBLE = """
            select p.id,
                   max(case when a.grantee = :everyone then 1 else 0 end) as is_public,
                   max(case when a.grantee = :team then 1 else 0 end) as is_team
              from package p join access a on a.package_id = p.id
             where p.owner = :owner and p.name = :name and a.grantee in (:everyone, :team, :own)
             group by p.id
            """;

    /** The package if the sight reaches it; the flags speak of rows that the sight lets through. */
    Optional<Found> visible(Handle tx, PackageName name, Sight sight) {
        return bindSight(tx.createQuery(VISIBLE), sight)
                .bind("owner", name.owner())
                .bind("name", name.name())
                .map((row, context) -> found(row))
                .findOne();
    }

    private static final String ANY = """
            select p.id,
                   max(case when a.grantee = 'public' then 1 else 0 end) as is_public,
                   max(case when a.grantee = 'team' then 1 else 0 end) as is_team
              from package p left join access a on a.package_id = p.id
             where p.owner = :owner and p.name = :name
             group by p.id
            """;

    /** The package, whoever may see it; the flags say whether the rows exist. */
    Optional<Found> any(Handle tx, PackageName name) {
        return tx.createQuery(ANY)
                .bind("owner", name.owner())
                .bind("name", name.name())
                .map((row, context) -> found(row))
                .findOne();
    }

    /**
     * Holds the package's row until the end of the transaction, so that changes of one package come one by one.
     *
     * @return false when the package was deleted while this waited
     */
    boolean lock(Handle tx, long id) {
        return tx.createQuery("select id from package where id = :id for update")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    private static final String NAMESAKE = """
            select owner, name from package
             where lower_path = :path and (owner <> :owner or name <> :name)
            """;

    /** The package whose path differs from this one in letter case only. */
    Optional<PackageName> namesake(Handle tx, PackageName name) {
        return tx.createQuery(NAMESAKE)
                .bind("path", lowerPath(name))
                .bind("owner", name.owner())
                .bind("name", name.name())
                .map((row, context) -> new PackageName(row.getString("owner"), row.getString("name")))
                .findOne();
    }

    /**
     * Sees to it that the owner's account stays until the transaction ends.
     *
     * @return false when there is none
     */
    boolean holdOwner(Handle tx, String owner, Dialect dialect) {
        return tx.createQuery("select 1 from account where name = :owner " + dialect.holdFound())
                .bind("owner", owner)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** A package, by its number and name. */
    record Named(long id, String name) {}

    List<Named> named(Handle tx, String owner) {
        return tx.createQuery("select id, name from package where owner = :owner order by name")
                .bind("owner", owner)
                .map((row, context) -> new Named(row.getLong("id"), row.getString("name")))
                .list();
    }

    /** Gives the package another owner; nothing else. */
    void rename(Handle tx, long id, PackageName name) {
        tx.createUpdate("update package set owner = :owner, lower_path = :path where id = :id")
                .bind("owner", name.owner())
                .bind("path", lowerPath(name))
                .bind("id", id)
                .execute();
    }

    /** The package that has this path, in whatever letter case. */
    Optional<PackageName> atPath(Handle tx, PackageName name) {
        return tx.createQuery("select owner, name from package where lower_path = :path")
                .bind("path", lowerPath(name))
                .map((row, context) -> new PackageName(row.getString("owner"), row.getString("name")))
                .findOne();
    }

    private static final String CREATE = """
            insert into package (owner, name, lower_path, created_at) values (:owner, :name, :path, :now)
            """;

    long create(Handle tx, PackageName name, Instant now) {
        return tx.createUpdate(CREATE)
                .bind("owner", name.owner())
                .bind("name", name.name())
                .bind("path", lowerPath(name))
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    private static String lowerPath(PackageName name) {
        return (name.owner() + "/" + name.name()).toLowerCase(Locale.ROOT);
    }

    /** Removes the package and all that hangs on it; objects and events stay. */
    void delete(Handle tx, long id) {
        // First, and before the objects: this waits for whoever is about to relate more of them to the package.
        tx.createUpdate(
                        "delete from unrelated_part where revision_id in (select id from revision where package_id = :id)")
                .bind("id", id)
                .execute();
        for (String table : List.of(
                "push_change", "push_log", "version", "tag", "access", "invitation", "comment", "package_object")) {
            tx.createUpdate("delete from " + table + " where package_id = :id")
                    .bind("id", id)
                    .execute();
        }
        tx.createUpdate(
                        "delete from revision_part where revision_id in (select id from revision where package_id = :id)")
                .bind("id", id)
                .execute();
        tx.createUpdate("delete from revision where package_id = :id")
                .bind("id", id)
                .execute();
        tx.createUpdate("delete from package where id = :id").bind("id", id).execute();
    }

    private static final String OF_OWNER = """
            select p.owner, p.name,
                   max(case when a.grantee = :everyone then 1 else 0 end) as is_public,
                   max(case when a.grantee = :team then 1 else 0 end) as is_team
              from package p join access a on a.package_id = p.id
             where p.owner = :owner and a.grantee in (:everyone, :team, :own)
             group by p.owner, p.name order by p.name
            """;

    List<PackageFlags> ofOwner(Handle tx, String owner, Sight sight) {
        return bindSight(tx.createQuery(OF_OWNER), sight)
                .bind("owner", owner)
                .map((row, context) -> flags(row))
                .list();
    }

    private static final String ALL_OF_OWNER = """
            select p.owner, p.name,
                   max(case when a.grantee = 'public' then 1 else 0 end) as is_public,
                   max(case when a.grantee = 'team' then 1 else 0 end) as is_team
              from package p left join access a on a.package_id = p.id
             where p.owner = :owner
             group by p.owner, p.name order by p.name
            """;

    List<PackageFlags> allOfOwner(Handle tx, String owner) {
        return tx.createQuery(ALL_OF_OWNER)
                .bind("owner", owner)
                .map((row, context) -> flags(row))
                .list();
    }

    private static final String NAMING = """
            select p.owner, p.name,
                   max(case when a.grantee = :everyone then 1 else 0 end) as is_public,
                   max(case when a.grantee = :team then 1 else 0 end) as is_team
              from access mine
              join package p on p.id = mine.package_id
              join access a on a.package_id = p.id
             where mine.grantee = :own and a.grantee in (:everyone, :team, :own)
             group by p.owner, p.name order by lower(p.owner), lower(p.name), p.owner, p.name
            """;

    /** The packages with a row that names the caller himself. */
    List<PackageFlags> naming(Handle tx, Sight sight) {
        return bindSight(tx.createQuery(NAMING), sight)
                .map((row, context) -> flags(row))
                .list();
    }

    /** How many packages each owner has. */
    Map<String, Long> countByOwner(Handle tx) {
        Map<String, Long> counts = new HashMap<>();
        tx.createQuery("select owner, count(*) as n from package group by owner")
                .map((row, context) -> counts.put(row.getString("owner"), row.getLong("n")))
                .list();
        return counts;
    }

    /** A package and the time of its newest change. */
    record Recent(String owner, String name, Instant updatedAt) {}

    private static final String RECENT = """
            select p.owner, p.name, max(r.updated_at) as updated_at
              from package p
              join access a on a.package_id = p.id
              join revision r on r.package_id = p.id
             where a.grantee = :grantee
             group by p.owner, p.name order by updated_at desc, p.owner, p.name limit :most
            """;

    List<Recent> recent(Handle tx, String grantee, int most) {
        return tx.createQuery(RECENT)
                .bind("grantee", grantee)
                .bind("most", most)
                .map((row, context) -> new Recent(
                        row.getString("owner"),
                        row.getString("name"),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static <S extends SqlStatement<S>> S bindSight(S statement, Sight sight) {
        return statement
                .bind("everyone", sight.everyone())
                .bind("team", sight.team())
                .bind("own", sight.own());
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(row.getLong("id"), row.getInt("is_public") == 1, row.getInt("is_team") == 1);
    }

    private static PackageFlags flags(ResultSet row) throws SQLException {
        return new PackageFlags(
                row.getString("owner"),
                row.getString("name"),
                row.getInt("is_public") == 1,
                row.getInt("is_team") == 1);
    }
}
