package org.quiltappliance.server.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.quiltappliance.server.database.Dialect;
import org.quiltappliance.server.packages.LatestListener.IndexedText;

/** What search reads of the tables of packages; the same on both databases. */
final class SearchStore {

    /** How many packages are asked for in one statement. */
    private static final int BATCH = 1_000;

    private static final int PREVIEW_CHARACTERS = 1_024;

    /** How much of a README to ask for: PostgreSQL counts characters, H2 UTF-16 units, of which some need two. */
    private final int previewUnits;

    SearchStore(Dialect dialect) {
        previewUnits = dialect == Dialect.H2 ? 2 * PREVIEW_CHARACTERS : PREVIEW_CHARACTERS;
    }

    /** What is to be indexed of a package. */
    record Latest(String owner, String name, IndexedText text) {}

    /**
     * What a hit shows of a package.
     *
     * @param isPublic whether the grantee {@code public} is there, whoever asks
     * @param isTeam whether the grantee {@code team} is there, whoever asks
     */
    record Details(boolean isPublic, boolean isTeam, Optional<String> readmePreview) {}

    private static final String FIND_LATEST = """
            select p.owner, p.name, r.search_names, coalesce(d.text, '') as readme
              from package p
              join tag t on t.package_id = p.id and t.tag = 'latest'
              join revision r on r.id = t.revision_id
              left join readme d on d.owner = p.owner and d.hash = r.readme_hash
             where p.id = :package
            """;

    Optional<Latest> findLatest(Handle tx, long packageId) {
        return tx.createQuery(FIND_LATEST)
                .bind("package", packageId)
                .map((row, context) -> new Latest(
                        row.getString("owner"),
                        row.getString("name"),
                        new IndexedText(row.getString("search_names"), row.getString("readme"))))
                .findOne();
    }

    private static final String LIST_LATEST = """
            select package_id from tag where tag = 'latest' and package_id > :after order by package_id limit :most
            """;

    /** The next packages that have the tag {@code latest}, by id; none when there are no more. */
    List<Long> listLatest(Handle tx, long after) {
        return tx.createQuery(LIST_LATEST)
                .bind("after", after)
                .bind("most", BATCH)
                .mapTo(Long.class)
                .list();
    }

    private static final String FIND_VISIBLE = """
            select p.id, p.owner, p.name
              from package p
              join tag t on t.package_id = p.id and t.tag = 'latest'
             where exists (select 1 from access a where a.package_id = p.id and a.grantee = any(:grantees))
            """;

    /** All packages tagged {@code latest} that one of the grantees may see, with rank 0. */
    List<Match> findVisible(Handle tx, List<String> grantees) {
        return withGrantees(tx.createQuery(FIND_VISIBLE), grantees)
                .map((row, context) -> new Match(row.getLong("id"), row.getString("owner"), row.getString("name"), 0))
                .list();
    }

    static Query withGrantees(Query query, List<String> grantees) {
        return query.registerArrayType(String.class, "varchar").bindArray("grantees", String.class, grantees);
    }

    private static final String FIND_DETAILS = """
            select p.id,
                   exists (select 1 from access a where a.package_id = p.id and a.grantee = 'public') as is_public,
                   exists (select 1 from access a where a.package_id = p.id and a.grantee = 'team') as is_team,
                   substring(d.text from 1 for :units) as preview
              from package p
              join tag t on t.package_id = p.id and t.tag = 'latest'
              join revision r on r.id = t.revision_id
              left join readme d on d.owner = p.owner and d.hash = r.readme_hash
             where p.id = any(:packages)
            """;

    /** What hits show, by package; without those that are gone meanwhile. */
    Map<Long, Details> findDetails(Handle tx, List<Long> packages) {
        var found = new HashMap<Long, Details>();
        for (int from = 0; from < packages.size(); from += BATCH) {
            tx.createQuery(FIND_DETAILS)
                    .registerArrayType(Long.class, "bigint")
                    .bindArray("packages", Long.class, packages.subList(from, Math.min(packages.size(), from + BATCH)))
                    .bind("units", previewUnits)
                    .map((row, context) -> Map.entry(
                            row.getLong("id"),
                            new Details(
                                    row.getBoolean("is_public"),
                                    row.getBoolean("is_team"),
                                    Optional.ofNullable(row.getString("preview"))
                                            .map(text -> PlainText.firstCharacters(text, PREVIEW_CHARACTERS)))))
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        return found;
    }
}
