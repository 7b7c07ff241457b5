package org.quiltappliance.server.backup;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import org.quiltappliance.server.config.BackupConfig.Schedule;

/**
 * How it stands with the backups of an appliance.
 *
 * @param isKept whether its data outlive it; those of a test mode do not, and are saved only when somebody says so
 * @param often by itself; never where the data are not kept
 * @param at the time of day
 * @param next when the next one is made by itself
 * @param isDue whether that time has come or was missed, and no backup has come of it yet
 * @param last the newest one that has everything
 */
public record BackupState(
        boolean isKept, Schedule often, LocalTime at, Optional<Instant> next, boolean isDue, Optional<Last> last) {

    /** Where nobody knows more. */
    public static final BackupState UNKNOWN =
            new BackupState(false, Schedule.OFF, LocalTime.MIDNIGHT, Optional.empty(), false, Optional.empty());

    /** What verifying said of a backup. */
    public enum Verified {
        /** Nobody has looked at every byte. */
        NO,
        GOOD,
        BAD
    }

    /**
     * A full backup.
     *
     * @param created when it was begun: it holds what was there then
     * @param problems objects that were missing or damaged when it was made
     */
    public record Last(Instant created, long problems, Verified verified) {

        static Optional<Last> of(Snapshot snapshot) {
            return snapshot.manifest()
                    .filter(manifest -> manifest.kind() == Manifest.Kind.FULL)
                    .map(manifest ->
                            new Last(manifest.created(), manifest.objects().problems(), verified(snapshot)));
        }

        private static Verified verified(Snapshot snapshot) {
            if (!snapshot.verifications().stream().allMatch(Verification::isGood)) {
                return Verified.BAD;
            }
            return snapshot.isProven() ? Verified.GOOD : Verified.NO;
        }
    }
}
