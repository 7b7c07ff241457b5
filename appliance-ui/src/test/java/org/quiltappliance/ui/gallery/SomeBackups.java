package org.quiltappliance.ui.gallery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.BackupPlan;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.server.config.BackupConfig;
import org.quiltappliance.ui.backups.BackupRow;
import org.quiltappliance.ui.backups.BackupRow.Verified;
import org.quiltappliance.ui.backups.BackupsAppliance;

/** A folder with backups of every kind. */
final class SomeBackups implements BackupsAppliance {

    private static final Instant NIGHT = Instant.parse("2026-11-23T03:00:00Z");

    private BackupConfig wanted =
            new BackupConfig(Path.of("/home/ana/.local/share/quilt-appliance/backups"), BackupConfig.Schedule.DAILY, 7);

    @Override
    public List<BackupRow> list() {
        return List.of(
                row(0, 86_600_000_000L, 1_100_000_000L, 0, Optional.of(new Verified(Depth.FULL, NIGHT, true))),
                row(1, 85_500_000_000L, 800_000_000L, 1, Optional.empty()),
                row(2, 84_700_000_000L, 84_700_000_000L, 0, Optional.of(new Verified(Depth.DRILL, NIGHT, true))));
    }

    private static BackupRow row(int daysAgo, long bytes, long added, long problems, Optional<Verified> verified) {
        return new BackupRow(
                "backup " + daysAgo,
                NIGHT.minusSeconds(86_400L * daysAgo),
                bytes,
                added,
                48 - daysAgo,
                9,
                problems,
                true,
                "by schedule",
                "",
                verified);
    }

    @Override
    public BackupPlan plan() {
        return new BackupPlan(wanted, Optional.empty(), Optional.empty());
    }

    @Override
    public void plan(BackupConfig wanted) {
        this.wanted = wanted;
    }

    @Override
    public String registryName() {
        return "My registry";
    }

    @Override
    public boolean isOnOneDisk() {
        return true;
    }

    @Override
    public CompletionStage<?> backUp(Optional<String> passphrase) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<String> verify(String id, Depth depth) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<?> restore(String id, String replaced, Optional<String> passphrase) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<?> export(String id, Path file) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<?> importFile(Path file) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<?> delete(String id) {
        return new CompletableFuture<>();
    }
}
