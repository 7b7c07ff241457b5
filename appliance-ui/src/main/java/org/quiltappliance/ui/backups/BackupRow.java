package org.quiltappliance.ui.backups;

import java.time.Instant;
import java.util.List;
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

    /** How it was looked at, when, and what came out. @param findings what is wrong with it, in sentences */
    public record Verified(Depth depth, Instant when, boolean good, List<String> findings) {

        public Verified {
            findings = List.copyOf(findings);
        }

        /** A good one, or one of which no more is known. */
        public Verified(Depth depth, Instant when, boolean good) {
            this(depth, when, good, List.of());
        }
    }
}
