package org.quiltappliance.server;

import java.time.Clock;
import org.quiltappliance.server.backup.Backups;
import org.quiltappliance.server.backup.SnapshotId;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.errors.ApplianceException.Conflict;

/**
 * The way back to the version of the program that was here before, after an update of the tables failed ({@code
 * control-panel.md} UP-2). An update happens whole or not at all, so there is nothing to be undone; what people need is
 * proof of that, and of the backup, before they go on with the version that they had.
 */
final class FormerVersion {

    private final DataAccess access;
    private final Clock clock;

    FormerVersion(DataAccess access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    /**
     * Reads the backup that was made before the update, and all rows, and compares. Changes nothing.
     *
     * @return what to do now, for people
     * @throws Conflict when the tables or the backup are not what they were
     */
    String prove(String backup, TaskProgress progress) throws Exception {
        access.requireStopped();
        var config = access.config();
        var backups = new Backups(config.backup().folder(), clock);
        var saved = new SnapshotId(backup);
        progress.tell("Reading the backup " + saved);
        if (!backups.verify(saved, Depth.FULL, progress).isGood()) {
            throw new Conflict("The backup " + saved + " is damaged. The rows in the database are as they are; make a"
                    + " backup of them with the version of the program that was here before.");
        }
        progress.tell("Comparing the rows with it");
        requireSameRows(config, backups, saved, progress);
        return "All rows are as they were before the update, and the backup " + saved
                + " has them, too. Install version " + access.instance().lastVersion()
                + " of the program again, and open the folder "
                + access.source().home().folder() + " with it.";
    }

    private void requireSameRows(ApplianceConfig config, Backups backups, SnapshotId saved, TaskProgress progress)
            throws Exception {
        try (var data = access.openWaiting(config, progress)) {
            var now = DataService.saveRows(
                    new DataAccess.Named(access.source()),
                    config,
                    data.database(),
                    data.data().lock(),
                    "to compare the rows after an update that failed",
                    clock);
            boolean same = backups.haveSameRows(saved, now.id());
            if (!same) {
                throw new Conflict("The rows are not those of the backup " + saved
                        + " any more: somebody used the database since. The backup " + now.id()
                        + " has them as they are now.");
            }
            backups.delete(now.id(), progress);
        }
    }
}
