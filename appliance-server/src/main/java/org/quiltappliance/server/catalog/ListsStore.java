package org.quiltappliance.server.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.database.LikePattern;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.Sight;

/** What lists of packages read of the tables; the same on both databases. */
final class ListsStore {

    /** How many packages are asked for in one statement. */
    private static final int BATCH = 1_000;

    /** How much of a README is looked at for a list. */
    private static final int README_CHARACTERS = 4_000;

    /** A package with its revision tagged {@code latest}; times and sizes are absent without one. */
    record Row(
            long id,
            String owner,
            String name,
            boolean isPublic,
            boolean isTeam,
            @Nullable Instant updatedAt,
            @Nullable String updatedBy,
            long totalBytes,
            @Nullable String fileTypes) {}

    /** With whom a package {@code p} is shared, as columns of a list. */
    static final String SHARED = """
                   case when exists (select 1 from access a where a.package_id = p.id and a.grantee = :everyone)
                        then 1 else 0 end as is_public,
                   case when exists (select 1 from access a where a.package_id = p.id and a.grantee = :team)
                        then 1 else 0 end as is_team,
            """;

    private static final String COLUMNS = """
            select p.id, p.owner, p.name,
            """ + SHARED + """
                   r.updated_at, r.updated_by, r.total_bytes, r.file_types
              from package p
              left join tag t on t.package_id = p.id and t.tag = 'latest'
              left join revision r on r.id = t.revision_id
            """;

    /** Leaves of packages {@code p} those that a sight reaches. */
    static final String SEEN = """
             where exists (select 1 from access a where a.package_id = p.id and a.grantee in (:everyone, :team, :own))
            """;

    private static final String RECENT =
            COLUMNS + SEEN + " and r.id is not null order by r.updated_at desc, p.owner, p.name limit :most";

    /** The packages that the sight reaches, whose latest revision changed last. */
    List<Row> recent(Handle tx, Sight sight, int most) {
        return bound(tx, RECENT, sight)
                .bind("most", most)
                .map((row, context) -> row(row))
                .list();
    }

    private static final String COUNT = "select count(*) from package p" + SEEN;

    long visible(Handle tx, Sight sight) {
        return bound(tx, COUNT, sight).mapTo(Long.class).one();
    }

    private static final String NAMING = COLUMNS + """
             where exists (select 1 from access a where a.package_id = p.id and a.grantee = :own)
             order by r.updated_at desc nulls last, p.owner, p.name
            """;

    /** The packages that name the caller himself, changed last first. */
    List<Row> naming(Handle tx, Sight sight) {
        return bound(tx, NAMING, sight).map((row, context) -> row(row)).list();
    }

    private static final String NAMED = COLUMNS + SEEN + " and p.owner = any(:owners) and p.name = any(:names)";

    /** The packages of these names that the sight reaches, in the same order. */
    List<Row> named(Handle tx, Sight sight, List<PackageName> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        Map<PackageName, Row> found = new HashMap<>();
        bound(tx, NAMED, sight)
                .registerArrayType(String.class, "varchar")
                .bindArray(
                        "owners",
                        String.class,
                        wanted.stream().map(PackageName::owner).toList())
                .bindArray(
                        "names",
                        String.class,
                        wanted.stream().map(PackageName::name).toList())
                .map((row, context) -> row(row))
                .forEach(row -> found.put(new PackageName(row.owner(), row.name()), row));
        return wanted.stream().filter(found::containsKey).map(found::get).toList();
    }

    /** These packages, without those that are gone meanwhile. */
    Map<Long, Row> packages(Handle tx, Sight sight, List<Long> ids) {
        Map<Long, Row> found = new HashMap<>();
        inBatches(
                ids,
                batch -> bound(tx, COLUMNS + SEEN + " and p.id = any(:ids)", sight)
                        .registerArrayType(Long.class, "bigint")
                        .bindArray("ids", Long.class, batch)
                        .map((row, context) -> row(row))
                        .forEach(row -> found.put(row.id(), row)));
        return found;
    }

    /** The names of all tags, by package. */
    Map<Long, List<String>> tags(Handle tx, List<Long> ids) {
        Map<Long, List<String>> tags = new HashMap<>();
        inBatches(
                ids,
                batch -> tx.createQuery("select package_id, tag from tag where package_id = any(:ids)")
                        .registerArrayType(Long.class, "bigint")
                        .bindArray("ids", Long.class, batch)
                        .map((row, context) -> tags.computeIfAbsent(row.getLong("package_id"), id -> new ArrayList<>())
                                .add(row.getString("tag")))
                        .list());
        tags.values().forEach(list -> list.sort(null));
        return tags;
    }

    private static final String READMES = """
            select t.package_id, substring(m.text from 1 for :most) as text
              from tag t
              join package p on p.id = t.package_id
              join revision r on r.id = t.revision_id
              join readme m on m.owner = p.owner and m.hash = r.readme_hash
             where t.tag = 'latest' and t.package_id = any(:ids)
            """;

    /** The beginnings of the READMEs, by package. */
    Map<Long, String> readmes(Handle tx, List<Long> ids) {
        Map<Long, String> readmes = new HashMap<>();
        inBatches(
                ids,
                batch -> tx.createQuery(READMES)
                        .registerArrayType(Long.class, "bigint")
                        .bindArray("ids", Long.class, batch)
                        .bind("most", README_CHARACTERS)
                        .map((row, context) -> readmes.put(row.getLong("package_id"), row.getString("text")))
                        .list());
        return readmes;
    }

    private static final String SUGGEST = COLUMNS + SEEN + """
               and p.lower_path like :part escape '!'
             order by case when lower(p.name) like :beginning escape '!' then 0
                           when p.lower_path like :beginning escape '!' then 1 else 2 end,
                      r.updated_at desc nulls last, p.owner, p.name
             limit :most
            """;

    /** The packages whose path holds the text, those whose name begins with it first. */
    List<Row> suggest(Handle tx, Sight sight, String text, int most) {
        return bound(tx, SUGGEST, sight)
                .bind("part", LikePattern.holding(text))
                .bind("beginning", LikePattern.beginningWith(text))
                .bind("most", most)
                .map((row, context) -> row(row))
                .list();
    }

    private static final String OWNERS = "select p.owner from package p" + SEEN + """
               and p.lower_path like :part escape '!' and lower(p.owner) like :part escape '!'
             group by p.owner
             order by case when lower(p.owner) like :beginning escape '!' then 0 else 1 end, p.owner
             limit :most
            """;

    /** The owners of packages that the sight reaches, whose name holds the text. */
    List<String> owners(Handle tx, Sight sight, String text, int most) {
        return bound(tx, OWNERS, sight)
                .bind("part", LikePattern.holding(text))
                .bind("beginning", LikePattern.beginningWith(text))
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    private static final String PEOPLE = """
            select name from account
             where is_active = true and name like :part escape '!'
             order by case when name like :beginning escape '!' then 0 else 1 end, name
             limit :most
            """;

    /** Active accounts whose name holds the text. */
    List<String> people(Handle tx, String text, int most) {
        return tx.createQuery(PEOPLE)
                .bind("part", LikePattern.holding(text))
                .bind("beginning", LikePattern.beginningWith(text))
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    static Query bound(Handle tx, String sql, Sight sight) {
        return tx.createQuery(sql)
                .bind("everyone", sight.everyone())
                .bind("team", sight.team())
                .bind("own", sight.own());
    }

    private interface Batch {
        void run(List<Long> ids);
    }

    private static void inBatches(List<Long> ids, Batch work) {
        for (int from = 0; from < ids.size(); from += BATCH) {
            work.run(ids.subList(from, Math.min(from + BATCH, ids.size())));
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        var updated = row.getObject("updated_at", OffsetDateTime.class);
        return new Row(
                row.getLong("id"),
                row.getString("owner"),
                row.getString("name"),
                row.getInt("is_public") == 1,
                row.getInt("is_team") == 1,
                updated == null ? null : updated.toInstant(),
                row.getString("updated_by"),
                row.getLong("total_bytes"),
                row.getString("file_types"));
    }
}
