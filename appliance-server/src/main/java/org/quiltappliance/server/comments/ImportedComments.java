package org.quiltappliance.server.comments;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Takes comments over from elsewhere with their times, in somebody else's transaction; nobody gets mail. */
public final class ImportedComments {

    private final CommentStore store = new CommentStore();

    /**
     * Adds a comment, unless the very same is there.
     *
     * @param contents within the limits of {@link Comments#add}
     * @return whether it was added
     */
    public boolean add(Handle tx, long packageId, String author, Instant created, String contents) {
        return store.addMissing(tx, packageId, author, created, contents);
    }
}
