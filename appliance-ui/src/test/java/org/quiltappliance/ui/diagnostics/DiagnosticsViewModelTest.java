package org.quiltappliance.ui.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.diagnostics.Archive;
import org.quiltappliance.server.diagnostics.Piece;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;

class DiagnosticsViewModelTest implements DiagnosticsViewModel.Appliance {

    private static final CheckResult GOOD =
            new CheckResult("PF-1", "Data folder", CheckResult.Outcome.OK, "writable", Optional.empty());

    private CompletableFuture<List<CheckResult>> check = new CompletableFuture<>();
    private int checks;
    private final List<String> saved = new ArrayList<>();
    private final ShownDialogs dialogs = new ShownDialogs();
    private final SimpleObjectProperty<ApplianceSnapshot> snapshot =
            new SimpleObjectProperty<>(Snapshots.running().make());
    private final DiagnosticsViewModel model = new DiagnosticsViewModel(
            snapshot, this, new DirectTasks(), new RecordedCommands(), dialogs, Texts.in(Locale.ENGLISH));

    @Override
    public CompletionStage<List<CheckResult>> check() {
        checks++;
        return check;
    }

    @Override
    public Archive gather(boolean anonymous) {
        return new Archive(
                Instant.parse("2026-11-25T12:00:00Z"),
                List.of(new Piece("summary.md", anonymous ? "person-1" : "ana")));
    }

    @Override
    public void save(Path file, boolean anonymous) throws IOException {
        if (file.toString().contains("full")) {
            throw new IOException("No space left on device");
        }
        saved.add(file + " " + anonymous);
    }

    @Test
    void nothingIsCheckedWhileItIsAboutToChange() {
        snapshot.set(Snapshots.starting(4).make());
        model.check();
        assertThat(checks).isZero();
        assertThat(model.isBetween().getValue()).isTrue();
        assertThat(model.mayCheck().get()).isFalse();

        snapshot.set(Snapshots.failed().make());
        assertThat(model.mayCheck().get()).isTrue();
        model.check();
        assertThat(checks).isEqualTo(1);
    }

    @Test
    void checksRunOnceAtATimeAndAreShown() {
        model.check();
        model.check();
        assertThat(checks).isEqualTo(1);
        assertThat(model.mayCheck().get()).isFalse();

        check.complete(List.of(GOOD));

        assertThat(model.results()).containsExactly(GOOD);
        assertThat(model.mayCheck().get()).isTrue();
    }

    @Test
    void saysWhyThereAreNoResults() {
        model.check();
        check.completeExceptionally(new IllegalStateException("The engine hangs"));

        assertThat(model.saidProperty().get()).isEqualTo("The checks could not be run: The engine hangs");
        assertThat(model.mayCheck().get()).isTrue();
    }

    @Test
    void savesWithOrWithoutNames() {
        model.save(Path.of("a.zip"));
        model.anonymousProperty().set(true);
        model.save(Path.of("b.zip"));

        assertThat(saved).containsExactly("a.zip false", "b.zip true");
        assertThat(model.saidProperty().get()).isEqualTo("Saved as b.zip");
    }

    @Test
    void saysWhyNothingWasSaved() {
        model.save(Path.of("full.zip"));

        assertThat(model.saidProperty().get()).isEqualTo("The archive could not be written: No space left on device");
        assertThat(model.savingProperty().get()).isFalse();
    }

    @Test
    void previewShowsTheFilesAsTheyWouldBeSaved() {
        model.anonymousProperty().set(true);
        model.preview();

        var preview = (ArchivePreview) dialogs.present().content();
        assertThat(preview.files()).extracting(Piece::name).containsExactly("summary.md");
        assertThat(ArchivePreview.text(preview.files().get(0))).isEqualTo("person-1");
        assertThat(saved).as("nothing is written").isEmpty();
        assertThat(model.savingProperty().get()).isFalse();
    }
}
