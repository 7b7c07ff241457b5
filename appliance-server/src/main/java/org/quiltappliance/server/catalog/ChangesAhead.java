package org.quiltappliance.server.catalog;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.quiltappliance.server.catalog.ChangeStore.Large;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes what large pushes changed before anybody asks, so that the first look at the history of a file reads no trees
 * either. Waits until nobody changes anything. What is not noted when the process ends is noted when somebody looks.
 */
public final class ChangesAhead implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChangesAhead.class);

    /** Smaller trees are compared at once when somebody looks. */
    private static final int FEWEST_OBJECTS = 500;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);
    private static final Duration WAIT_AT_CLOSE = Duration.ofSeconds(10);

    private final Database database;
    private final PushChanges changes;
    private final LongSupplier requests;
    private final ChangeStore store = new ChangeStore();
    private final BrowsingStore pushes = new BrowsingStore();
    private final ScheduledExecutorService thread;

    private volatile boolean closing;

    /** {@link #requests} at the last look. This and the next two are of the thread alone once it runs. */
    private long seen;

    /** {@link #requests} when all was noted. */
    private long noted;

    /** The last push that was dealt with. */
    private long last;

    /** @param requests how many requests that may change data there were so far */
    public ChangesAhead(Database database, PushChanges changes, LongSupplier requests) {
        this.database = database;
        this.changes = changes;
        this.requests = requests;
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            var made = new Thread(work, "changes-ahead");
            made.setDaemon(true);
            return made;
        });
    }

    /** Begins with the next push; to be called once, with the database open. */
    public void start() {
        last = database.inTransaction(store::newestPush);
        thread.scheduleWithFixedDelay(this::round, LOOK_EVERY.toSeconds(), LOOK_EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends after the push in hand; waits a few seconds for it. */
    @Override
    public void close() {
        closing = true;
        thread.shutdown();
        try {
            if (!thread.awaitTermination(WAIT_AT_CLOSE.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("Two revisions were still being compared; that is done when somebody looks.");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            long now = requests.getAsLong();
            if (now != seen) {
                seen = now;
            } else if (now != noted) {
                noteAll();
            }
        } catch (Unavailable away) {
            log.debug("What pushes changed could not be noted: {}", away.text());
        } catch (RuntimeException failed) { // the outermost loop of this thread: the next push may go better
            log.warn("What a push changed could not be noted; that is done when somebody looks", failed);
        }
    }

    /** Ends early when somebody changes something. */
    private void noteAll() {
        while (!closing && requests.getAsLong() == seen) {
            var next = database.inTransaction(tx -> store.nextLarge(tx, last, FEWEST_OBJECTS));
            // Whatever becomes of it: one that cannot be compared is no reason to try that for ever.
            last = next.last();
            if (next.large().isEmpty()) {
                noted = seen;
                return;
            }
            note(next.large().get());
        }
    }

    private void note(Large push) {
        var pair = database.inTransaction(tx -> pushes.logFrom(tx, push.packageId(), push.push(), 2));
        if (pair.size() == 2
                && pair.get(0).revision().id() != pair.get(1).revision().id()) {
            changes.compare(push.packageId(), pair.get(1), pair.get(0));
        }
    }
}
