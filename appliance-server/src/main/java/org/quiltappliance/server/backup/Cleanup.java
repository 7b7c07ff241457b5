package org.quiltappliance.server.backup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.quiltappliance.server.backup.BackupProgress.Phase;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.ObjectList;
import org.quiltappliance.server.objects.ObjectStore.Emptied;
import org.quiltappliance.server.objects.ObjectStore.Listed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts objects aside that no revision names ({@code control-panel.md} 10.4), while the registry serves. A push sends its
 * objects before it names them, so young objects stay; and a push that found an old object just before it went gets it
 * back: whoever has named it meanwhile is looked for after the deed, and once more before the trash is emptied.
 */
public final class Cleanup {

    /** How long objects stay in the trash. */
    public static final Duration IN_TRASH = Duration.ofDays(7);

    private static final Logger log = LoggerFactory.getLogger(Cleanup.class);
    private static final String WHAT = "a clean up";
    private static final int BATCH = 1_000;

    private final Place place;
    private final DataLock lock;
    private final Duration grace;
    private final Clock clock;
    private final TableStore rows = new TableStore();

    /** @param grace how old an object must be, as {@link #grace} gives it */
    public Cleanup(Place place, DataLock lock, Duration grace, Clock clock) {
        this.place = place;
        this.lock = lock;
        this.grace = grace;
        this.clock = clock;
    }

    /** The time that was wished for, but at least as long as a link for an upload is good, and an hour. */
    public static Duration grace(Duration wished, Duration linkLifetime) {
        Duration least = linkLifetime.plusHours(1);
        return wished.compareTo(least) < 0 ? least : wished;
    }

    /** Looks for what would be put aside; changes nothing. */
    public CleanupReport look(BackupProgress progress) {
        return locked(() -> report(unneeded(new Work(progress))));
    }

    /** Puts aside what is not needed at this time. @return what that was */
    public CleanupReport discard(BackupProgress progress) {
        return locked(() -> {
            var work = new Work(progress);
            List<Listed> found = unneeded(work);
            // The first look took its time; whoever named one of these meanwhile keeps it.
            var named = namedAmong(found);
            List<Listed> goes = found.stream()
                    .filter(object -> !named.contains(object.owner(), object.hash()))
                    .toList();
            work.begin(Phase.CLEAN_UP, goes.size(), -1);
            List<Listed> gone = new ArrayList<>();
            try {
                for (Listed object : goes) {
                    gone.add(object);
                    place.store().discard(object.owner(), object.hash());
                    work.advance(1, object.storedBytes());
                }
            } finally {
                recoverNamed(gone);
            }
            log.info("{} objects that no revision names have been put aside.", gone.size());
            return report(gone);
        });
    }

    private void recoverNamed(List<Listed> gone) {
        namedAmong(gone).forEach((owner, hash, size) -> {
            place.store().recover(owner, hash);
            log.info("The object {}/{} was pushed while it was put aside, and is back.", owner, hash);
        });
    }

    /**
     * Brings back every object that a revision names and that is only in the trash. To be called now and then for some
     * minutes after {@link #discard}, because a push may take that long.
     *
     * @return how many came back
     */
    public long recoverNeeded(BackupProgress progress) {
        return locked(() -> recoverNeeded(new Work(progress)));
    }

    private long recoverNeeded(Work work) {
        var needed = needed();
        work.begin(Phase.CLEAN_UP, needed.count(), -1);
        var recovered = new long[1];
        needed.inBatches(BATCH, (owner, hashes) -> {
            var there = place.store().sizes(owner, hashes).keySet();
            for (Hash hash : hashes) {
                if (!there.contains(hash) && place.store().recover(owner, hash)) {
                    recovered[0]++;
                }
            }
            work.advance(hashes.size(), 0);
        });
        return recovered[0];
    }

    /** Removes for good what has been in the trash for a week, and brings back what is needed after all. */
    public Emptied emptyTrash(BackupProgress progress) {
        return locked(() -> {
            recoverNeeded(new Work(progress));
            return place.store().emptyTrash(clock.instant().minus(IN_TRASH));
        });
    }

    private <T> T locked(Supplier<T> work) {
        return lock.during(WHAT, () -> {
            try {
                return work.get();
            } catch (RuntimeException failed) {
                throw Work.failure(failed);
            }
        });
    }

    private WantedObjects needed() {
        return place.database().inSnapshot(tx -> {
            var needed = new WantedObjects();
            rows.readNaming(tx, row -> {
                Work.check();
                needed.see(row);
            });
            return needed;
        });
    }

    private List<Listed> unneeded(Work work) {
        var needed = needed();
        Instant youngest = clock.instant().minus(grace);
        work.begin(Phase.CLEAN_UP, -1, -1);
        List<Listed> found = new ArrayList<>();
        try (Stream<Listed> all = place.store().list()) {
            Consumer<Listed> look = object -> {
                work.advance(1, 0);
                if (Place.isData(object)
                        && object.stored().isBefore(youngest)
                        && !needed.contains(object.owner(), object.hash())) {
                    found.add(object);
                }
            };
            all.forEach(look);
        }
        return found;
    }

    /** Those of the objects that some revision names now. */
    private WantedObjects namedAmong(List<Listed> objects) {
        var wanted = new WantedObjects();
        objects.forEach(object -> wanted.add(object.owner(), object.hash(), object.storedBytes()));
        var named = new WantedObjects();
        if (!objects.isEmpty()) {
            var naming = needed();
            wanted.forEach((owner, hash, size) -> {
                if (naming.contains(owner, hash)) {
                    named.add(owner, hash, ObjectList.UNKNOWN_SIZE);
                }
            });
        }
        return named;
    }

    private static CleanupReport report(List<Listed> objects) {
        return new CleanupReport(
                objects.size(),
                objects.stream().mapToLong(Listed::storedBytes).sum(),
                objects.stream().map(Listed::stored).min(Instant::compareTo),
                objects.stream().map(Listed::stored).max(Instant::compareTo),
                objects.stream().limit(CleanupReport.SAMPLE).toList());
    }
}
