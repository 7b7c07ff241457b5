package org.quiltappliance.server.backup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.backup.BackupProgress.Phase;
import org.quiltappliance.server.backup.ObjectProblem.What;

/** Reads every object that revisions name, in the place where it is used ({@code control-panel.md} 10.3). */
public final class LiveCheck {

    private final Place place;
    private final Clock clock;
    private final TableStore rows = new TableStore();

    public LiveCheck(Place place, Clock clock) {
        this.place = place;
        this.clock = clock;
    }

    /** Changes nothing. Objects that come meanwhile are not looked at. */
    public LiveReport run(Pace pace, BackupProgress progress) {
        return run(new Work(progress, pace), rows::readNaming);
    }

    /** As {@link #run}, of the objects that the revisions of one package name. @param packageId its number */
    public LiveReport runOf(long packageId, Pace pace, BackupProgress progress) {
        return run(new Work(progress, pace), (tx, visitor) -> rows.readNaming(tx, packageId, visitor));
    }

    /** Visits rows from which follows which objects are to be read. */
    private interface Naming {
        void read(Handle tx, Consumer<Row> visitor);
    }

    private LiveReport run(Work work, Naming naming) {
        try {
            return check(work, naming);
        } catch (RuntimeException failed) {
            throw Work.failure(failed);
        }
    }

    private LiveReport check(Work work, Naming naming) {
        Instant began = clock.instant();
        var named = place.database().inSnapshot(tx -> {
            var objects = new WantedObjects();
            naming.read(tx, row -> {
                Work.check();
                objects.see(row);
            });
            return objects;
        });
        work.begin(Phase.VERIFY, named.count(), named.bytes());
        var problems = new ProblemList();
        named.forEach((owner, hash, size) -> {
            if (!Place.isRight(place.store(), owner, hash, work)) {
                boolean there = place.store().find(owner, hash).isPresent();
                problems.add(owner, hash, there ? What.DAMAGED : What.MISSING);
            }
            work.advance(1, 0);
        });
        var listed =
                place.database().inSnapshot(tx -> problems.named((table, visitor) -> rows.read(tx, table, visitor)));
        return new LiveReport(named.count(), listed, problems.count(), Duration.between(began, clock.instant()));
    }
}
