package org.quiltappliance.server.quilt2;

import java.util.concurrent.CancellationException;
import org.quiltappliance.server.backup.BackupProgress;
import org.quiltappliance.server.backup.DataLock;
import org.quiltappliance.server.backup.Place;
import org.quiltappliance.server.database.ForeignDatabase;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.objects.ForeignObjects;
import org.quiltappliance.server.objects.S3Failure;
import org.quiltappliance.server.packages.LatestListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the data of an original registry over. */
public final class Imports {

    private static final Logger log = LoggerFactory.getLogger(Imports.class);

    private final Place target;
    private final DataLock lock;
    private final LatestListener listener;

    /** @param listener hears of every package that comes, so that it is found */
    public Imports(Place target, DataLock lock, LatestListener listener) {
        this.target = target;
        this.lock = lock;
        this.listener = listener;
    }

    /**
     * Brings over whatever is not here yet. When the thread is interrupted, this ends early and says so; what came so far is
     * whole and stays.
     *
     * @throws Invalid when the original is not what it should be, or cannot be reached, with a remedy
     * @throws Conflict when a backup, a clean up or another import is under way
     * @throws Unavailable when the original or the data here stop answering meanwhile
     */
    public ImportReport run(ImportRequest request, BackupProgress progress) {
        return lock.during("an import", () -> opened(request, new Pulse(progress)));
    }

    private ImportReport opened(ImportRequest request, Pulse pulse) {
        try (var database = ForeignDatabase.open("The database of the original", request.database());
                var objects = ForeignObjects.of(request.objects())) {
            var original = new OriginalStore(database);
            OriginalSchema.require(original.tables());
            prove(objects);
            return run(request, original, objects, pulse);
        }
    }

    private static void prove(ForeignObjects objects) {
        try {
            objects.prove();
        } catch (Unavailable failed) {
            throw S3Failure.behind(failed)
                    .map(reason -> new Invalid(reason.sentence() + " " + remedy(reason.kind()), failed))
                    .orElseThrow(() -> failed);
        }
    }

    private static String remedy(S3Failure.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> "Check the address of the bucket: https or http, host and port.";
            case AUTH -> "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and --region.";
            case NO_BUCKET -> "Check the name of the bucket behind the last slash.";
            case NO_RIGHTS -> "Use keys that may list the bucket and read its objects.";
            case CLOCK -> "Set the clock of this computer or of the server.";
            case FULL, REFUSED -> "Check address and --region; the log of the server says more.";
        };
    }

    private ImportReport run(ImportRequest request, OriginalStore original, ForeignObjects objects, Pulse pulse) {
        var total = new Tally();
        try {
            var people = new People(original, request.sameUsers());
            new UserImport(original, target.database(), people, total).run(pulse);
            var packages =
                    new PackageImport(original, objects, target, people, listener, request.despiteDamage(), total);
            packages.run(pulse);
            new EventImport(original, target.database(), people, packages.namesakes(), total).run(pulse);
            return total.report(true);
        } catch (RuntimeException failed) {
            // What fails in an interrupted thread most likely fails because of that.
            if (!(failed instanceof CancellationException)
                    && !Thread.currentThread().isInterrupted()) {
                throw failed;
            }
            log.info("The import was given up; what came so far stays", failed);
            return total.report(false);
        }
    }
}
