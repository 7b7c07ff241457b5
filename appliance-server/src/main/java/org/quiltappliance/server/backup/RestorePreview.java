package org.quiltappliance.server.backup;

/**
 * What a restore would bring.
 *
 * @param neededBytes how much room the objects need
 * @param missingObjects how many the backup names and does not have
 * @param hasSecrets whether secrets are in it, locked with a passphrase
 */
public record RestorePreview(
        SnapshotId id, Manifest manifest, long neededBytes, long missingObjects, boolean hasSecrets) {}
