package org.quiltappliance.server.search;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.database.Database;

/** The index in a table of PostgreSQL: changed with the package, in its transaction, and shared by all nodes. */
final class PostgresIndex implements TextIndex {

    private final Database database;
    private final SearchStore packages;
    private final NameTokens tokens;
    private final PostgresSearchStore entries = new PostgresSearchStore();

    PostgresIndex(Database database, SearchStore packages, NameTokens tokens) {
        this.database = database;
        this.packages = packages;
        this.tokens = tokens;
    }

    @Override
    public void inTransaction(Handle tx, Change change) {
        change.latest()
                .ifPresentOrElse(
                        text -> entries.put(
                                tx, change.packageId(), SearchText.of(tokens, change.owner(), change.name(), text)),
                        () -> entries.remove(tx, change.packageId()));
    }

    @Override
    public void afterCommit(Change change) {}

    @Override
    public void catchUp() {}

    @Override
    public List<Match> find(Handle tx, String query, List<String> grantees) {
        return entries.find(tx, query, grantees);
    }

    @Override
    public void rebuild() {
        List<Long> next = next(0);
        while (!next.isEmpty()) {
            next.forEach(id -> database.useTransaction(tx -> index(tx, id)));
            next = next(next.get(next.size() - 1));
        }
    }

    private List<Long> next(long after) {
        return database.inTransaction(tx -> packages.listLatest(tx, after));
    }

    private void index(Handle tx, long packageId) {
        entries.lock(tx, packageId);
        packages.findLatest(tx, packageId)
                .ifPresent(latest -> entries.put(
                        tx, packageId, SearchText.of(tokens, latest.owner(), latest.name(), latest.text())));
    }

    @Override
    public void close() {}
}
