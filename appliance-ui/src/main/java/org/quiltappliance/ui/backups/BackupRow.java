package org.quiltappliance.ui.backups;

import java.time.Instant;
import java.util.Optional;
import org.quiltappliance.server.backup.Verification.Depth;

/**
 * A backup in the list.
 *
 * @param bytes of all objects that it needs
 * @param addedBytes of those that no earlier backup had
 * @param problems how many objects are missing or damaged
 * @param note why it was made; may be empty
 * @param unreadable why nothing is known of it; empty when it can be read
 * @param verified the last time that somebody looked whether it is good
 */
public record BackupRow(
        String id,
        Instant when,
        long bytes,
        long addedBytes,
        long packages,
        long users,
        long problems,
        boolean full,
        String note,
        String unreadable,
        Optional<Verified> verified) {

    /** How it was looked at, when, and what came out. */
    public record Verified(Depth depth, Instant when, boolean good) {}
}
