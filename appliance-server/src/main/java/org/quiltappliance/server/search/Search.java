package org.quiltappliance.server.search;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.database.Dialect;
import org.quiltappliance.server.packages.LatestListener;
import org.quiltappliance.server.search.SearchStore.Details;

/**
 * Finds packages by the words in their owner, name, tree and README ({@code registry-api.md} 2.5.12, 5.2, 5.3). Only
 * the revision tagged {@code latest} counts; a package without one is not found.
 *
 * <p>Is the {@link LatestListener} of packages: told of a change in its transaction and after it, whoever then gets the
 * answer to that change finds it. Any number of threads may search.
 */
public final class Search implements LatestListener, AutoCloseable {

    /**
     * In UTF-16 units; what is longer is cut between two words. Few enough that no word reaches PostgreSQL's limit of
     * 2 kB, even where the small letter takes more bytes than the big one.
     */
    private static final int LONGEST_QUERY = 500;

    private static final String PUBLIC = "public";
    private static final String TEAM = "team";

    private final Database database;
    private final TextIndex index;
    private final SearchStore packages;

    /** @param database need not be open yet; its kind decides where the index is kept */
    public Search(Database database) {
        this.database = database;
        this.packages = new SearchStore(database.dialect());
        var tokens = new NameTokens(WordList::english);
        this.index = database.dialect() == Dialect.H2
                ? new LuceneIndex(database, packages, tokens)
                : new PostgresIndex(database, packages, tokens);
    }

    @Override
    public void inTransaction(Handle tx, Change change) {
        index.inTransaction(tx, change);
    }

    @Override
    public void afterCommit(Change change) {
        index.afterCommit(change);
    }

    /**
     * The packages that hold all words of the query, best first, then by owner and name, where case only breaks ties.
     *
     * @param query any text; operators mean nothing. Empty finds everything with rank 0, stop words alone find nothing
     * @param grantees in whose name to look: a package is found if one of them has access ({@code registry-api.md} 6.4)
     * @param limit at most so many hits; less than 1 for none
     * @param offset how many of the best hits to leave out; less than 1 for none
     */
    public List<SearchHit> find(String query, List<String> grantees, int limit, int offset) {
        index.catchUp();
        return database.inTransaction(tx -> {
            List<Match> page = matches(tx, query, grantees).stream()
                    .sorted(Match.BEST_FIRST)
                    .skip(Math.max(0, offset))
                    .limit(Math.max(0, limit))
                    .toList();
            Map<Long, Details> details =
                    packages.findDetails(tx, page.stream().map(Match::packageId).toList());
            return page.stream()
                    .filter(match -> details.containsKey(match.packageId()))
                    .map(match -> hit(match, details.get(match.packageId()), grantees))
                    .toList();
        });
    }

    /** A package that fits, without what lists show of it. @param rank as of {@link SearchHit} */
    public record Ranked(long packageId, String owner, String name, double rank) {}

    /** All packages that {@link #find} would find, in the same order. */
    public List<Ranked> rank(String query, List<String> grantees) {
        index.catchUp();
        return database.inTransaction(tx -> matches(tx, query, grantees)).stream()
                .sorted(Match.BEST_FIRST)
                .map(match -> new Ranked(
                        match.packageId(),
                        match.owner(),
                        match.name(),
                        Double.parseDouble(Float.toString(match.rank()))))
                .toList();
    }

    private List<Match> matches(Handle tx, String query, List<String> grantees) {
        if (query.isEmpty()) {
            return packages.findVisible(tx, grantees);
        }
        return index.find(tx, PlainText.bound(PlainText.clean(query), LONGEST_QUERY), grantees);
    }

    private static SearchHit hit(Match match, Details details, List<String> grantees) {
        return new SearchHit(
                match.owner(),
                match.name(),
                details.isPublic() && grantees.contains(PUBLIC),
                details.isTeam() && grantees.contains(TEAM),
                details.readmePreview(),
                // By way of its text, so that 0.6 stays 0.6 and does not become 0.6000000238418579.
                Double.parseDouble(Float.toString(match.rank())));
    }

    /**
     * Indexes everything anew from the database: needed beside H2 when packages were put into the database otherwise
     * than through a push, and beside PostgreSQL when the rules of indexing change.
     */
    public void rebuild() {
        index.rebuild();
    }

    /** Lets the index in memory go, if there is one. */
    @Override
    public void close() {
        index.close();
    }
}
