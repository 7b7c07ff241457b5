package org.quiltappliance.server.search;

import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** The full text search of PostgreSQL. */
final class PostgresSearchStore {

    /**
     * A {@code tsvector} holds at most 1 MB (defect D47). So few UTF-16 units of node names and of README cannot reach
     * that, whatever they hold; what is longer is tried, and shortened if PostgreSQL refuses.
     */
    private static final int ALWAYS_FITS = 16_384;

    private static final int MOSTLY_FITS = 131_072;

    private static final String PUT = """
            insert into search_entry (package_id, vector)
            values (:package,
                    setweight(to_tsvector('english', :path), 'A')
                    || setweight(to_tsvector('english', :ownerTokens), 'B')
                    || setweight(to_tsvector('english', :nameTokens), 'B')
                    || setweight(to_tsvector('english', :nodeNames), 'C')
                    || to_tsvector('english', :readme))
            on conflict (package_id) do update set vector = excluded.vector
            """;

    /** Indexes the package, with the beginnings of its long texts only if they hold too many different words. */
    void put(Handle tx, long packageId, SearchText text) {
        boolean done = false;
        for (int units = text.longest(); !done && units > ALWAYS_FITS; units = units > MOSTLY_FITS ? MOSTLY_FITS : 0) {
            done = tryPut(tx, packageId, text.boundedTo(units));
        }
        if (!done) {
            execute(tx, packageId, text.boundedTo(ALWAYS_FITS));
        }
    }

    /** A refused statement would spoil the whole transaction, hence the savepoint. */
    private static boolean tryPut(Handle tx, long packageId, SearchText text) {
        tx.savepoint("search");
        try {
            execute(tx, packageId, text);
        } catch (JdbiException failed) {
            if (!isLimit(failed)) {
                throw failed;
            }
            tx.rollbackToSavepoint("search");
            return false;
        }
        tx.releaseSavepoint("search");
        return true;
    }

    private static void execute(Handle tx, long packageId, SearchText text) {
        tx.createUpdate(PUT)
                .bind("package", packageId)
                .bind("path", text.path())
                .bind("ownerTokens", text.ownerTokens())
                .bind("nameTokens", text.nameTokens())
                .bind("nodeNames", text.nodeNames())
                .bind("readme", text.readme())
                .execute();
    }

    /** PostgreSQL's class of errors "program limit exceeded". */
    private static boolean isLimit(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("54")) {
                return true;
            }
        }
        return false;
    }

    private static final String REMOVE = """
            delete from search_entry where package_id = :package
            """;

    void remove(Handle tx, long packageId) {
        tx.createUpdate(REMOVE).bind("package", packageId).execute();
    }

    private static final String LOCK = """
            select id from package where id = :package for update
            """;

    /** Keeps others from changing the package until the transaction ends. */
    void lock(Handle tx, long packageId) {
        tx.createQuery(LOCK).bind("package", packageId).mapTo(Long.class).findOne();
    }

    /**
     * The planner counts the pages of the table, but vectors mostly lie outside of them: it would rather read them all
     * than use the index. Holds for the transaction.
     */
    private static final String PREFER_INDEX = """
            select set_config('enable_seqscan', 'off', true) || set_config('jit', 'off', true)
            """;

    /** Ranks are computed for what the caller may see only; they need the whole vector, finding does not. */
    private static final String FIND = """
            with found as materialized (
                select package_id from search_entry where vector @@ plainto_tsquery('english', :query)
            )
            select p.id, p.owner, p.name,
                   ts_rank_cd('{0.1, 0.2, 0.4, 1.0}', e.vector, plainto_tsquery('english', :query), 32) as rank
              from found f
              join package p on p.id = f.package_id
              join tag t on t.package_id = p.id and t.tag = 'latest'
              join search_entry e on e.package_id = p.id
             where exists (select 1 from access a where a.package_id = p.id and a.grantee = any(:grantees))
            """;

    List<Match> find(Handle tx, String query, List<String> grantees) {
        tx.createQuery(PREFER_INDEX).mapTo(String.class).one();
        return SearchStore.withGrantees(tx.createQuery(FIND).bind("query", query), grantees)
                .map((row, context) -> new Match(
                        row.getLong("id"), row.getString("owner"), row.getString("name"), row.getFloat("rank")))
                .list();
    }
}
