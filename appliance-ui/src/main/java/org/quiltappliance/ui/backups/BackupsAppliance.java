package org.quiltappliance.ui.backups;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.BackupPlan;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.server.config.BackupConfig;

/**
 * What page Backups asks of the appliance. All methods but the stages take a moment and throw with a text for people; the
 * stages end exceptionally with one. The task that is under way is shown by the frame of the window.
 */
public interface BackupsAppliance {

    /** Newest first. */
    List<BackupRow> list();

    /** How backups are made by themselves, and where all of them are kept. */
    BackupPlan plan();

    /** Makes and keeps them so from now on; takes a moment. */
    void plan(BackupConfig wanted);

    /** What the registry is called. */
    String registryName();

    /** Whether one broken disk would take the data and the backups. */
    boolean isOnOneDisk();

    /** @param passphrase with which secrets are taken along */
    CompletionStage<?> backUp(Optional<String> passphrase);

    /** Whether the backup is good, in words. */
    CompletionStage<String> verify(String id, Depth depth);

    /** @param replaced the name of the registry, typed by whoever wants this */
    CompletionStage<?> restore(String id, String replaced, Optional<String> passphrase);

    CompletionStage<?> export(String id, Path file);

    CompletionStage<?> importFile(Path file);

    CompletionStage<?> delete(String id);
}
