package org.quiltappliance.ui;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.BackupPlan;
import org.quiltappliance.server.DataService;
import org.quiltappliance.server.backup.Manifest;
import org.quiltappliance.server.backup.Snapshot;
import org.quiltappliance.server.backup.Verification;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.server.config.BackupConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.ui.backups.BackupRow;
import org.quiltappliance.ui.backups.BackupsAppliance;
import org.quiltappliance.ui.text.Texts;

/** What page Backups asks for, answered by the service. */
record ServiceBackups(DataService data, Texts texts) implements BackupsAppliance {

    @Override
    public List<BackupRow> list() {
        return data.backups().stream().map(ServiceBackups::row).toList();
    }

    private static BackupRow row(Snapshot snapshot) {
        Optional<BackupRow.Verified> verified = snapshot.verifications().stream()
                .findFirst()
                .map(last -> new BackupRow.Verified(last.depth(), last.when(), last.isGood(), last.findings()));
        String id = snapshot.id().text();
        return snapshot.manifest()
                .map(manifest -> row(id, manifest, verified))
                .orElseGet(
                        () -> new BackupRow(id, Instant.EPOCH, 0, 0, 0, 0, 0, false, "", snapshot.problem(), verified));
    }

    private static BackupRow row(String id, Manifest manifest, Optional<BackupRow.Verified> verified) {
        return new BackupRow(
                id,
                manifest.created(),
                manifest.objects().bytes(),
                manifest.objects().addedBytes(),
                manifest.packages(),
                manifest.users(),
                manifest.objects().problems(),
                manifest.kind() == Manifest.Kind.FULL,
                manifest.note(),
                "",
                verified);
    }

    @Override
    public BackupPlan plan() {
        return data.plan();
    }

    @Override
    public void plan(BackupConfig wanted) {
        data.plan(wanted);
    }

    @Override
    public String registryName() {
        return data.registryName();
    }

    @Override
    public boolean isOnOneDisk() {
        return data.isOnOneDisk();
    }

    @Override
    public CompletionStage<?> backUp(Optional<String> passphrase) {
        return data.backUp("", passphrase.map(Secret::new)).result();
    }

    @Override
    public CompletionStage<String> verify(String id, Depth depth) {
        return data.verify(id, depth).result().thenApply(this::words);
    }

    private String words(Verification result) {
        if (result.isGood()) {
            return texts.of("backups.good");
        }
        String first = result.findings().stream()
                .findFirst()
                .orElseGet(() -> texts.of("backups.problems", result.problemCount()));
        return texts.of("backups.bad", first);
    }

    @Override
    public CompletionStage<?> restore(String id, String replaced, Optional<String> passphrase) {
        return data.restore(id, replaced, passphrase.map(Secret::new), false).result();
    }

    @Override
    public CompletionStage<?> export(String id, Path file) {
        return data.export(id, file).result();
    }

    @Override
    public CompletionStage<?> importFile(Path file) {
        return data.importFile(file).result();
    }

    @Override
    public CompletionStage<?> delete(String id) {
        return data.delete(id).result();
    }
}
