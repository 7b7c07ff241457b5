package org.quiltappliance.server.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.catalog.BrowsingStore.Push;
import org.quiltappliance.server.catalog.ChangeStore.Noted;
import org.quiltappliance.server.catalog.Comparison.Change;
import org.quiltappliance.server.catalog.Comparison.What;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What pushes changed against those before them. Comparing two trees takes long when they are large; which paths differed
 * is noted the first time, so that later nobody reads the trees for that.
 */
public final class PushChanges {

    private static final Logger log = LoggerFactory.getLogger(PushChanges.class);

    private final Database database;
    private final Browsing browsing;
    private final ChangeStore store = new ChangeStore();

    public PushChanges(Database database, Browsing browsing) {
        this.database = database;
        this.browsing = browsing;
    }

    /** What a push changed. @param keys as {@link ChangeKeys#parts} makes them */
    record Compared(List<Change> changes, List<byte[]> keys) {

        /** What happened to a path. @param path as {@link ChangeKeys#of} says */
        Optional<What> of(long path) {
            return keys.stream()
                    .flatMap(part -> ChangeKeys.find(part, path).stream())
                    .findFirst();
        }
    }

    /** Compares a push with the one before, and notes which paths differ. */
    Compared compare(long packageId, Push before, Push push) {
        var base = browsing.tree(before.revision());
        var head = browsing.tree(push.revision());
        var changes = Comparison.of(base, head);
        var parts = ChangeKeys.parts(changes, base, head);
        try {
            database.inRepeatedTransaction(tx -> {
                store.keep(tx, packageId, push.id(), before.id(), parts);
                return true;
            });
        } catch (NoSpace | Unavailable cannot) {
            // Who reads goes on reading while nothing can be written; it is noted another time.
            log.debug("What a push changed could not be noted: {}", cannot.text());
        }
        return new Compared(changes, parts);
    }

    /** What is noted of these pushes about a path, by number of the push. @param path as {@link ChangeKeys#of} says */
    Map<Long, Noted> noted(Handle tx, List<Long> pushes, long path) {
        return store.find(tx, pushes, path);
    }

    /** The last push that brought the revision looked at, or 0. */
    long lastPush(Handle tx, Look look) {
        return store.lastPush(tx, look.seen().id(), look.revision().id()).orElse(0L);
    }
}
