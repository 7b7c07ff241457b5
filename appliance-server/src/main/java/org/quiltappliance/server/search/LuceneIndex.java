package org.quiltappliance.server.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index in memory beside H2. A change only says which package to look at; what is indexed is always read from the
 * database as it is then, one package at a time, so the index agrees with the database however the changes come in.
 */
final class LuceneIndex implements TextIndex {

    private static final Logger log = LoggerFactory.getLogger(LuceneIndex.class);

    private final Database database;
    private final SearchStore packages;
    private final NameTokens tokens;
    /** Packages that changed and are not indexed yet. */
    private final Set<Long> changed = ConcurrentHashMap.newKeySet();

    private final Object opening = new Object();
    private @Nullable WordDocuments opened;

    LuceneIndex(Database database, SearchStore packages, NameTokens tokens) {
        this.database = database;
        this.packages = packages;
        this.tokens = tokens;
    }

    @Override
    public void inTransaction(Handle tx, Change change) {}

    /** Whoever gets the answer to the change finds it. If reading fails now, the next search tries again. */
    @Override
    public void afterCommit(Change change) {
        changed.add(change.packageId());
        catchUp();
    }

    /** Waits for another thread that is at it, too: what that one took over is indexed on return. */
    @Override
    public synchronized void catchUp() {
        for (Long id : Set.copyOf(changed)) {
            // Before reading: a change that comes in meanwhile marks the package again.
            changed.remove(id);
            try {
                index(id);
            } catch (RuntimeException failed) {
                changed.add(id);
                log.warn("Search does not know yet what changed in package {}.", id, failed);
            }
        }
    }

    private void index(long packageId) {
        database.inTransaction(tx -> packages.findLatest(tx, packageId))
                .map(latest -> SearchText.of(tokens, latest.owner(), latest.name(), latest.text()))
                .ifPresentOrElse(
                        text -> documents().put(packageId, TextVector.of(text)),
                        () -> documents().remove(packageId));
    }

    /**
     * Opened when first needed: loading Lucene would make every start slower. Has a lock of its own, because searches
     * come here with a connection in hand and must not wait for {@link #catchUp}, which needs one.
     */
    private WordDocuments documents() {
        synchronized (opening) {
            if (opened == null) {
                opened = new WordDocuments();
            }
            return opened;
        }
    }

    @Override
    public List<Match> find(Handle tx, String query, List<String> grantees) {
        Set<String> words =
                new TextVector().add(query, TextVector.Weight.D).places().keySet();
        Map<Long, Float> ranks = words.isEmpty() ? Map.of() : documents().ranks(new TreeSet<>(words));
        if (ranks.isEmpty()) {
            return List.of();
        }
        return packages.findVisible(tx, grantees).stream()
                .filter(visible -> ranks.containsKey(visible.packageId()))
                .map(visible ->
                        new Match(visible.packageId(), visible.owner(), visible.name(), ranks.get(visible.packageId())))
                .toList();
    }

    @Override
    public synchronized void rebuild() {
        documents().clear();
        changed.clear();
        List<Long> next = next(0);
        while (!next.isEmpty()) {
            next.forEach(this::index);
            next = next(next.get(next.size() - 1));
        }
    }

    private List<Long> next(long after) {
        return database.inTransaction(tx -> packages.listLatest(tx, after));
    }

    @Override
    public void close() {
        synchronized (opening) {
            if (opened != null) {
                opened.close();
            }
        }
    }
}
