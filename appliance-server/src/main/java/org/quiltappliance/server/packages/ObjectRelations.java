package org.quiltappliance.server.packages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.HashSizes;
import org.quiltappliance.server.contents.ObjectList;
import org.quiltappliance.server.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which packages name an object. A large push only leaves its list of objects; what the list says becomes rows
 * afterwards, part by part, on one thread between {@link #start()} and {@link #close()}. Until then the list itself is
 * asked, so nobody sees the difference. Several processes may share the work; what one leaves behind, another one does.
 */
public final class ObjectRelations implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ObjectRelations.class);

    /** So many rows are made more quickly than they are put off. */
    private static final int USUALLY_AT_ONCE = 1_000;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    private static final Duration WAIT_AT_CLOSE = Duration.ofSeconds(10);

    private final Database database;
    private final int atOnce;
    private final ObjectRowStore rows = new ObjectRowStore();
    private final UnrelatedPartStore unrelated = new UnrelatedPartStore();
    private final AtomicReference<Optional<ScheduledExecutorService>> running = new AtomicReference<>(Optional.empty());

    private volatile boolean closing;

    public ObjectRelations(Database database) {
        this(database, USUALLY_AT_ONCE);
    }

    /** @param atOnce a list of at most so many objects is related by the push itself */
    ObjectRelations(Database database, int atOnce) {
        this.database = database;
        this.atOnce = atOnce;
    }

    /** Begins with what an earlier process left; to be called once, with the database open. */
    public void start() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            var made = new Thread(work, "object-relations");
            made.setDaemon(true);
            return made;
        });
        if (!running.compareAndSet(Optional.empty(), Optional.of(thread))) {
            thread.shutdownNow();
            throw new IllegalStateException("Objects are being related already.");
        }
        thread.scheduleWithFixedDelay(this::round, 0, LOOK_EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends after the part in hand; waits a few seconds for it. The others stay for the next start. */
    @Override
    public void close() {
        closing = true;
        running.getAndSet(Optional.empty()).ifPresent(thread -> {
            thread.shutdown();
            try {
                if (!thread.awaitTermination(WAIT_AT_CLOSE.toSeconds(), TimeUnit.SECONDS)) {
                    log.warn("Objects were still being related to their package; the next start goes on with that.");
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Sees to it that the objects of a new revision are found, by rows or by its list, which is stored already. */
    void add(Handle tx, long packageId, long revisionId, ObjectList objects) {
        if (objects.size() <= atOnce) {
            relate(tx, packageId, objects);
        } else {
            unrelated.add(tx, revisionId, objects);
        }
    }

    /** To be called when what was added is there for everybody. */
    void afterCommit() {
        running.get().ifPresent(thread -> thread.execute(this::round));
    }

    private void round() {
        try {
            while (!closing && relateNext()) {
                log.debug("One part of a list of objects was related.");
            }
        } catch (RuntimeException failed) { // the outermost loop of this thread: the next round may go better
            log.warn("Objects could not be related to their package; that is tried again in a moment", failed);
        }
    }

    /** @return false when there was nothing to do, or another process is doing it */
    boolean relateNext() {
        return database.inRepeatedTransaction(this::relateNext);
    }

    boolean relateNext(Handle tx) {
        var next = unrelated.claim(tx);
        next.ifPresent(part -> {
            unrelated.objects(tx, part).ifPresent(objects -> relate(tx, part.packageId(), objects));
            unrelated.remove(tx, part);
        });
        return next.isPresent();
    }

    private void relate(Handle tx, long packageId, ObjectList objects) {
        List<ObjectRowStore.Sized> named = new ArrayList<>();
        objects.forEachDistinct(objects.all(), (hash, size) -> named.add(new ObjectRowStore.Sized(hash, size)));
        Collections.sort(named);
        rows.relate(tx, packageId, named);
    }

    /**
     * The sizes of those objects that packages of the owner name.
     *
     * @param wanted in ascending order, because neighbours are found faster one after the other
     */
    HashSizes known(Handle tx, String owner, List<Hash> wanted) {
        var sizes = new HashSizes();
        // Before the rows: what is related between the two looks is found by the second.
        inLists(tx, unrelated.ofOwner(tx, owner), wanted, (part, hash, size) -> sizes.put(hash, size));
        rows.sizes(tx, owner, wanted, sizes::put);
        return sizes;
    }

    /** For each hash named by a package that the sight reaches, one place that has it. */
    Map<Hash, PackageObjects.Place> visible(Handle tx, List<Hash> wanted, Sight sight) {
        Map<Hash, PackageObjects.Place> places = new HashMap<>();
        // Before the rows, as above.
        inLists(
                tx,
                unrelated.visible(tx, sight),
                wanted,
                (part, hash, size) -> places.put(hash, new PackageObjects.Place(part.owner(), size)));
        places.putAll(rows.visible(tx, wanted, sight));
        return places;
    }

    private interface Finding {
        void found(UnrelatedPartStore.Part part, Hash hash, long size);
    }

    private void inLists(Handle tx, List<UnrelatedPartStore.Part> parts, List<Hash> wanted, Finding finding) {
        if (parts.isEmpty()) {
            return;
        }
        var set = new HashSet<>(wanted);
        for (var part : parts) {
            unrelated
                    .objects(tx, part)
                    .ifPresent(objects -> objects.forEachDistinct(objects.all(), (hash, size) -> {
                        if (set.contains(hash)) {
                            finding.found(part, hash, size);
                        }
                    }));
        }
    }
}
