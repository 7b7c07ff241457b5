package org.quiltappliance.ui.gallery;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javafx.scene.Parent;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.diagnostics.Archive;
import org.quiltappliance.server.diagnostics.Piece;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.ui.HeadlessView;
import org.quiltappliance.ui.diagnostics.ArchivePreview;
import org.quiltappliance.ui.diagnostics.DiagnosticsView;
import org.quiltappliance.ui.diagnostics.DiagnosticsViewModel;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.failures.Uncaught;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;

/** Page Diagnostics, and what is shown when something went wrong. */
final class DiagnosticsScenes {

    private final Texts texts;
    private final Frame frame;

    DiagnosticsScenes(Texts texts) {
        this.texts = texts;
        this.frame = new Frame(texts);
    }

    Map<String, Supplier<Parent>> all() {
        var all = new LinkedHashMap<String, Supplier<Parent>>();
        all.put("diagnostics", this::shown);
        all.put("dialog-preview", this::preview);
        all.put("dialog-failure", this::failure);
        all.put("headless", this::headless);
        return all;
    }

    private DialogLayer shown() {
        var model = new DiagnosticsViewModel(
                new Checked(), new DirectTasks(), new RecordedCommands(), new ShownDialogs(), texts);
        model.check();
        return frame.around(
                Snapshots.persistent(),
                Page.DIAGNOSTICS,
                new DiagnosticsView(
                        model,
                        texts,
                        new DiagnosticsView.Desktop(
                                Optional::empty, folder -> () -> {}, "Quilt Appliance 0.1.0 · Java 17 · JavaFX 21")));
    }

    private Parent preview() {
        var layer = shown();
        layer.show(new Dialog(
                texts.of("diagnostics.preview"),
                texts.of("diagnostics.preview.text", 3),
                new ArchivePreview(new Checked().gather(false)),
                List.of()));
        return layer;
    }

    private Parent failure() {
        var layer = new OverviewScenes(texts).shown(Snapshots.persistent());
        new Uncaught(Runnable::run, layer, texts, text -> text, "Quilt Appliance 0.1.0 · Java 17 · JavaFX 21")
                .uncaughtException(Thread.currentThread(), new IllegalStateException("The list ended too early"));
        return layer;
    }

    private Parent headless() {
        return new HeadlessView(
                "Quilt Appliance 0.1.0 (process 4711, user ana) uses the folder /home/ana/data since 2026-11-25T12:00:00Z.",
                " --home '/home/ana/data'",
                texts,
                () -> {});
    }

    private static final class Checked implements DiagnosticsViewModel.Appliance {
        @Override
        public CompletionStage<List<CheckResult>> check() {
            return CompletableFuture.completedFuture(List.of(
                    found("PF-1", "Data folder", Outcome.OK, "~/.local/share/quilt-appliance, ext4, owner only"),
                    found("PF-2", "Ports 5000 and 3000", Outcome.OK, "Ours."),
                    found("PF-5", "Disk", Outcome.WARN, "4.1 GB free on the disk of Docker; 10 GB are better."),
                    found("PF-D3", "Container engine", Outcome.OK, "Docker 29.1, API 1.52, linux/arm64, rootless"),
                    new CheckResult(
                            "PF-D4",
                            "Images",
                            Outcome.FAIL,
                            "The image of the database is not available.",
                            Optional.of(Snapshots.problem(
                                    ProblemCode.IMAGE_NOT_FOUND, "", "", List.of(new Fix.LoadImages())))),
                    found("PF-D5", "Volumes", Outcome.SKIPPED, "The images are missing.")));
        }

        private static CheckResult found(String id, String label, Outcome outcome, String detail) {
            return new CheckResult(id, label, outcome, detail, Optional.empty());
        }

        @Override
        public void save(Path file, boolean anonymous) {
            // There is nothing of which a picture would tell.
        }

        @Override
        public Archive gather(boolean anonymous) {
            return new Archive(
                    Snapshots.NOON,
                    List.of(
                            new Piece("summary.md", "# Quilt Appliance: diagnostics\n\nState: RUNNING\n"),
                            new Piece("snapshot.json", "{ }"),
                            new Piece("logs/appliance.log", "2026-11-25T12:00:00.000Z INFO  started\n".repeat(90))));
        }
    }
}
