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
import org.quiltappliance.server.OtherAppliance.Trouble;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.diagnostics.Archive;
import org.quiltappliance.server.diagnostics.Piece;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.ui.UnopenedView;
import org.quiltappliance.ui.diagnostics.ArchivePreview;
import org.quiltappliance.ui.diagnostics.DiagnosticsView;
import org.quiltappliance.ui.diagnostics.DiagnosticsViewModel;
import org.quiltappliance.ui.diagnostics.Licences;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.failures.Uncaught;
import org.quiltappliance.ui.remote.RemoteAppliance;
import org.quiltappliance.ui.remote.RemoteView;
import org.quiltappliance.ui.remote.RemoteViewModel;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeRemote;
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
        all.put("diagnostics-starting", () -> shown(Snapshots.starting(4)));
        all.put("dialog-preview", this::preview);
        all.put("dialog-licences", this::licences);
        all.put("dialog-failure", this::failure);
        all.put("unopened", this::unopened);
        all.put("remote", () -> remote(new SomeRemote(ApplianceState.RUNNING, Mode.PERSISTENT, 0)));
        all.put("remote-degraded", () -> remote(degraded()));
        all.put("remote-ended", this::ended);
        return all;
    }

    private DialogLayer shown() {
        return shown(Snapshots.persistent());
    }

    private DialogLayer shown(Snapshots snapshot) {
        var model = new DiagnosticsViewModel(
                Frame.always(snapshot),
                new Checked(),
                new DirectTasks(),
                new RecordedCommands(),
                new ShownDialogs(),
                texts);
        model.check();
        return frame.around(
                snapshot,
                Page.DIAGNOSTICS,
                new DiagnosticsView(
                        model,
                        texts,
                        new DiagnosticsView.Desktop(
                                Optional::empty,
                                folder -> () -> {},
                                "Quilt Appliance 0.1.0 · Java 17 · JavaFX 21",
                                () -> {})));
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

    private Parent licences() {
        var layer = shown();
        layer.show(new Dialog(
                texts.of("diagnostics.licences"), texts.of("diagnostics.licences.text"), new Licences(), List.of()));
        return layer;
    }

    private Parent failure() {
        var layer = new OverviewScenes(texts).shown(Snapshots.persistent());
        new Uncaught(Runnable::run, layer, texts, text -> text, "Quilt Appliance 0.1.0 · Java 17 · JavaFX 21")
                .uncaughtException(Thread.currentThread(), new IllegalStateException("The list ended too early"));
        return layer;
    }

    private Parent remote(RemoteAppliance appliance) {
        return remote(appliance, () -> {});
    }

    /** @param later what happens between the first look and the second */
    private Parent remote(RemoteAppliance appliance, Runnable later) {
        var layer = new DialogLayer(texts, content -> Optional.empty());
        var model = new RemoteViewModel(appliance, new DirectTasks(), layer, texts);
        model.refresh();
        later.run();
        model.refresh();
        layer.cover(new RemoteView(model, texts, address -> {}, new Nowhere()));
        return layer;
    }

    private static final class Nowhere implements RemoteView.Here {
        @Override
        public void open() {}

        @Override
        public void start() {}
    }

    private static RemoteAppliance degraded() {
        return new SomeRemote(
                ApplianceState.DEGRADED,
                Mode.PERSISTENT,
                0,
                new Trouble(
                        "The database does not answer", "It is started again. Clients get an answer to that effect."));
    }

    private Parent unopened() {
        var problem = Snapshots.problem(
                ProblemCode.HOME_NOT_WRITABLE,
                "Cannot write to the data folder",
                "/home/ana/.local/share/quilt-appliance: Read-only file system.",
                List.of(
                        new Fix.ChooseFolder(),
                        new Fix.OpenFolder("/home/ana/.local/share/quilt-appliance"),
                        new Fix.TryAgain()));
        return new UnopenedView(problem, texts, new UnopenedView.Ways() {
            @Override
            public void again() {}

            @Override
            public void choose() {}

            @Override
            public void folder(Path folder) {}

            @Override
            public void quit() {}
        });
    }

    private Parent ended() {
        var remote = new SomeRemote(ApplianceState.RUNNING, Mode.PERSISTENT, 0);
        return remote(remote, remote::end);
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
