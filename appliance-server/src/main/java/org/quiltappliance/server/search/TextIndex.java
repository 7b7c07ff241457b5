package org.quiltappliance.server.search;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.packages.LatestListener;

/** Where the words of packages are kept and looked up: in PostgreSQL, or in memory beside H2. */
sealed interface TextIndex extends LatestListener, AutoCloseable permits PostgresIndex, LuceneIndex {

    /** Called before each search, outside of a transaction. */
    void catchUp();

    /**
     * The packages tagged {@code latest} that one of the grantees may see and that hold all words; none when the query
     * has only stop words.
     *
     * @param query clean and bounded
     * @return in no particular order
     */
    List<Match> find(Handle tx, String query, List<String> grantees);

    /** Indexes everything anew from the database. */
    void rebuild();

    @Override
    void close();
}
