package org.quiltappliance.ui.gallery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Setting.Group;
import org.quiltappliance.server.config.Source;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.ui.backups.BackupsView;
import org.quiltappliance.ui.backups.BackupsViewModel;
import org.quiltappliance.ui.connect.ConnectView;
import org.quiltappliance.ui.connect.ConnectViewModel;
import org.quiltappliance.ui.controls.EmptyPage;
import org.quiltappliance.ui.diagnostics.DiagnosticsView;
import org.quiltappliance.ui.diagnostics.DiagnosticsViewModel;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.logs.LogFeed;
import org.quiltappliance.ui.logs.LogsView;
import org.quiltappliance.ui.logs.LogsViewModel;
import org.quiltappliance.ui.mode.CarryOverView;
import org.quiltappliance.ui.mode.ModeAppliance;
import org.quiltappliance.ui.mode.ModeSwitch;
import org.quiltappliance.ui.mode.StopQuestion;
import org.quiltappliance.ui.overview.MetricsViewModel;
import org.quiltappliance.ui.overview.OverviewView;
import org.quiltappliance.ui.overview.OverviewViewModel;
import org.quiltappliance.ui.settings.SettingsView;
import org.quiltappliance.ui.settings.SettingsViewModel;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.shell.ShellView;
import org.quiltappliance.ui.shell.ShellViewModel;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.Readings;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeSettings;
import org.quiltappliance.ui.testing.SomeUsers;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.users.AdmissionNote;
import org.quiltappliance.ui.users.UserForm;
import org.quiltappliance.ui.users.UserForms;
import org.quiltappliance.ui.users.UsersView;
import org.quiltappliance.ui.users.UsersViewModel;

/** Every page in every state, by name. */
final class Scenes {

    private static final Instant LATER = Snapshots.NOON.plusSeconds(8_055);

    private final Texts texts;

    Scenes(Texts texts) {
        this.texts = texts;
    }

    /** Each is made when it is asked for, on the JavaFX thread. */
    Map<String, Supplier<Parent>> all() {
        var all = new LinkedHashMap<String, Supplier<Parent>>();
        var backup = new Activity(
                1, Activity.Kind.BACKUP, "", 100, 40, 2_100_000_000L, 1_302_000_000L, Snapshots.NOON, true);
        all.put("overview-stopped", () -> overview(Snapshots.stopped()));
        all.put("overview-starting", () -> overview(Snapshots.starting(4)));
        all.put("overview-running", () -> overview(Snapshots.persistent().with(backup)));
        all.put(
                "overview-test",
                () -> overview(Snapshots.running().with(new StoredCounts(3, 5, 41, 2_100_000_000L, 2))));
        all.put("overview-degraded", () -> overview(Snapshots.degraded()));
        all.put("overview-stopping", () -> overview(Snapshots.stopping()));
        all.put("overview-failed", () -> overview(Snapshots.failed()));
        all.put("connect-running", () -> shell(Snapshots.persistent(), Page.CONNECT));
        all.put("connect-stopped", () -> shell(Snapshots.stopped(), Page.CONNECT));
        all.put("logs", () -> shell(Snapshots.persistent(), Page.LOGS));
        all.put("backups", () -> shell(Snapshots.persistent(), Page.BACKUPS));
        all.put("settings", () -> shell(Snapshots.persistent(), Page.SETTINGS));
        all.put("users", () -> shell(Snapshots.persistent(), Page.USERS));
        all.put("users-stopped", () -> shell(Snapshots.stopped(), Page.USERS));
        all.put("dialog-add-user", this::addUser);
        all.put("dialog-stop", this::stopQuestion);
        all.put("dialog-carry-over", this::carryOver);
        all.put("diagnostics", () -> shell(Snapshots.persistent(), Page.DIAGNOSTICS));
        var controls = new ControlGallery(texts);
        all.put("controls-buttons", controls::buttons);
        all.put("controls-fields", controls::fields);
        all.put("controls-marks", controls::marks);
        all.put("controls-troubles", controls::troubles);
        all.put("controls-dialog", controls::dialog);
        return all;
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
            throw new UnsupportedOperationException("Pictures save nothing");
        }
    }

    private Optional<Node> drawn(Dialog.Content content) {
        if (content instanceof UserForm form) {
            return Optional.of(UserForms.of(form, texts));
        } else if (content instanceof AdmissionNote note) {
            return Optional.of(UserForms.of(note, texts));
        }
        return content instanceof ModeSwitch.CarryOver form
                ? Optional.of(new CarryOverView(form, texts))
                : Optional.empty();
    }

    private Region settings(ObservableValue<ApplianceSnapshot> now, Commands commands) {
        var some = new SomeSettings()
                .with("APPLIANCE_NAME", "Data of the institute", Source.FILE)
                .with("APPLIANCE_REGISTRY_PORT", "5001", Source.ENVIRONMENT)
                .with("APPLIANCE_CATALOG_PORT", "70000", Source.DEFAULT);
        var around = new SettingsViewModel.Surroundings(some, new DirectTasks(), commands, texts, said -> {});
        var model = new SettingsViewModel(now, around);
        model.groupProperty().set(Group.NETWORK);
        return new SettingsView(model, texts);
    }

    private Region users(ObservableValue<ApplianceSnapshot> now) {
        return new UsersView(new UsersViewModel(now, peopleAround(new ShownDialogs())), texts);
    }

    private UsersViewModel.Surroundings peopleAround(Dialogs dialogs) {
        return new UsersViewModel.Surroundings(
                new SomeUsers(),
                (name, heir) -> new CompletableFuture<>(),
                new DirectTasks(),
                dialogs,
                texts,
                said -> {});
    }

    private Parent addUser() {
        var now = new SimpleObjectProperty<ApplianceSnapshot>(
                Snapshots.persistent().make());
        var layer = shell(Snapshots.persistent(), Page.USERS);
        new UsersViewModel(now, peopleAround(layer)).add();
        return layer;
    }

    private static final StoredCounts SOME = new StoredCounts(3, 5, 41, 2_100_000_000L, 2);

    private Parent stopQuestion() {
        var layer = shell(Snapshots.running().with(SOME), Page.OVERVIEW);
        new StopQuestion(new FullTestMode(), new DirectTasks(), layer, texts, () -> {}, layer::say).stop();
        return layer;
    }

    private Parent carryOver() {
        var layer = shell(Snapshots.running().with(SOME), Page.OVERVIEW);
        new ModeSwitch(new FullTestMode(), new DirectTasks(), layer, texts, layer::say).toPersistent(true);
        return layer;
    }

    private static final class FullTestMode implements ModeAppliance {
        @Override
        public Optional<StoredCounts> wouldBeLost() {
            return Optional.of(SOME);
        }

        @Override
        public CompletionStage<?> stop() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<?> backUp() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<?> carryOver(String password) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<?> turnTo(Mode mode) {
            return new CompletableFuture<>();
        }
    }

    private Region backups(ObservableValue<ApplianceSnapshot> now) {
        var around = new BackupsViewModel.Surroundings(
                new SomeBackups(), new DirectTasks(), new ShownDialogs(), texts, said -> {});
        return new BackupsView(
                new BackupsViewModel(now, around), texts, new BackupsView.Files(Optional::empty, Optional::empty));
    }

    private Region diagnostics(Commands commands) {
        var model = new DiagnosticsViewModel(new Checked(), new DirectTasks(), commands, texts);
        model.check();
        return new DiagnosticsView(
                model,
                texts,
                new DiagnosticsView.Desktop(
                        Optional::empty, folder -> () -> {}, "Quilt Appliance 0.1.0 · Java 17 · JavaFX 21"));
    }

    private static LogFeed.Reading lines(int most, Consumer<List<LogEntry>> batches, Consumer<String> failed) {
        var entries = new ArrayList<LogEntry>();
        for (int i = 0; i < 40; i++) {
            String time = "2026-11-25T12:00:" + (i < 10 ? "0" : "") + i + ".114Z";
            entries.add(
                    i % 9 == 8
                            ? entry(LogSource.APPLIANCE, LogLevel.WARN, time, "The storage answers slowly: 1.2 s")
                            : i % 17 == 16
                                    ? entry(
                                            LogSource.POSTGRES,
                                            LogLevel.ERROR,
                                            time,
                                            "FATAL: the database system is shutting down")
                                    : entry(
                                            LogSource.ACCESS,
                                            LogLevel.INFO,
                                            time,
                                            "PUT /api/package/ana/glaciers/4f2c81 200 156 B 38 ms ana"));
        }
        batches.accept(entries);
        return () -> {};
    }

    private static LogEntry entry(LogSource source, LogLevel level, String time, String text) {
        return new LogEntry(source, Instant.parse(time), level, "-", text, time + " " + level + "  " + text, List.of());
    }

    private Parent overview(Snapshots snapshot) {
        return shell(snapshot, Page.OVERVIEW);
    }

    private DialogLayer shell(Snapshots snapshot, Page shown) {
        var now = new SimpleObjectProperty<ApplianceSnapshot>(snapshot.make());
        var commands = new RecordedCommands();
        var model = new ShellViewModel(now, commands, texts);
        model.pageProperty().set(shown);
        var layer = new DialogLayer(texts, this::drawn);
        layer.cover(new ShellView(model, texts, page -> switch (page) {
            case OVERVIEW ->
                new OverviewView(
                        new OverviewViewModel(now, new SimpleObjectProperty<>(LATER), commands, texts),
                        new MetricsViewModel(new SimpleObjectProperty<>(Optional.of(Readings.busy())), texts),
                        texts,
                        address -> {});
            case CONNECT ->
                new ConnectView(
                        new ConnectViewModel(now, new SimpleObjectProperty<>(Optional.of(Readings.busy())), texts),
                        texts);
            case LOGS -> new LogsView(new LogsViewModel(Scenes::lines, texts), texts);
            case DIAGNOSTICS -> diagnostics(commands);
            case BACKUPS -> backups(now);
            case USERS -> users(now);
            case SETTINGS -> settings(now, commands);
            default -> new EmptyPage(texts.of("page." + page.word()), "");
        }));
        return layer;
    }
}
