package org.quiltappliance.server.backup;

import java.util.List;
import java.util.Optional;

/**
 * A backup in a repository.
 *
 * @param manifest what it says of itself; nothing when that cannot be read
 * @param problem why the manifest cannot be read; empty when it can
 * @param verifications the last of each kind, newest first
 */
public record Snapshot(SnapshotId id, Optional<Manifest> manifest, String problem, List<Verification> verifications) {

    public Snapshot {
        verifications = List.copyOf(verifications);
    }

    /** Whether every byte of it has been looked at, or it has been restored for a trial, and nothing was ever wrong since. */
    public boolean isProven() {
        return manifest.filter(Manifest::isWithoutErrors).isPresent()
                && verifications.stream().allMatch(Verification::isGood)
                && verifications.stream().anyMatch(result -> result.depth() != Verification.Depth.QUICK);
    }
}
