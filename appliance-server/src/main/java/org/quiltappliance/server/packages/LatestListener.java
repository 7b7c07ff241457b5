package org.quiltappliance.server.packages;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Told whenever what search should know of a package changes: its latest revision, or that it is gone. */
public interface LatestListener {

    /** In the transaction of the change. */
    void inTransaction(Handle tx, Change change);

    /** After that transaction was committed, in any thread; may come out of order for one package. */
    void afterCommit(Change change);

    /** @param latest empty when the package or its tag {@code latest} is gone */
    record Change(long packageId, String owner, String name, Optional<IndexedText> latest) {}

    /**
     * @param nodeNames names of the tree's nodes, blank-separated, bounded
     * @param readme text of the README, may be empty
     */
    record IndexedText(String nodeNames, String readme) {}
}
