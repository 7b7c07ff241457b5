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
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import org.quiltappliance.server.Sharing;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Setting.Group;
import org.quiltappliance.server.config.Source;
import org.quiltappliance.server.diagnostics.Archive;
import org.quiltappliance.server.diagnostics.Piece;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.ui.backups.BackupsView;
import org.quiltappliance.ui.backups.BackupsViewModel;
import org.quiltappliance.ui.connect.ConnectAppliance;
import org.quiltappliance.ui.connect.ConnectView;
import org.quiltappliance.ui.connect.ConnectViewModel;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.controls.EmptyPage;
import org.quiltappliance.ui.diagnostics.ArchivePreview;
import org.quiltappliance.ui.diagnostics.ArchivePreviewView;
import org.quiltappliance.ui.diagnostics.DiagnosticsView;
import org.quiltappliance.ui.diagnostics.DiagnosticsViewModel;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.logs.LogChoice;
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
import org.quiltappliance.ui.overview.PartCard;
import org.quiltappliance.ui.overview.PartCardView;
import org.quiltappliance.ui.settings.SettingsView;
import org.quiltappliance.ui.settings.SettingsViewModel;
import org.quiltappliance.ui.share.ShareAppliance;
import org.quiltappliance.ui.share.ShareForm;
import org.quiltappliance.ui.share.ShareFormView;
import org.quiltappliance.ui.share.ShareQuestion;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.shell.ShellView;
import org.quiltappliance.ui.shell.ShellViewModel;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.Readings;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeLogs;
import org.quiltappliance.ui.testing.SomeOverview;
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
    private Region page = new Region();
    private Optional<LogsViewModel> logs = Optional.empty();

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
        all.put("overview-history", () -> pressing(overview(Snapshots.persistent()), "ov-history"));
        all.put("overview-step-log", () -> pressing(overview(Snapshots.starting(4)), "ov-step-details"));
        all.put("dialog-part", this::card);
        all.put("dialog-share", () -> share(Optional.empty()));
        all.put(
                "dialog-share-refused",
                () -> share(
                        Optional.of("admin still has the password of the test mode, which everybody knows. Change it"
                                + " on page Users first.")));
        all.put("connect-running", () -> shell(Snapshots.persistent(), Page.CONNECT));
        all.put("connect-elsewhere", () -> pressing(shell(Snapshots.persistent(), Page.CONNECT), "con-where-remote"));
        all.put("connect-stopped", () -> shell(Snapshots.stopped(), Page.CONNECT));
        all.put("logs", () -> shell(Snapshots.persistent(), Page.LOGS));
        all.put("logs-search", () -> typing(shell(Snapshots.persistent(), Page.LOGS), "log-search", "glaciers"));
        all.put("logs-mail", () -> logs(model -> model.sourceProperty().set(LogChoice.MAIL)));
        all.put("backups", () -> shell(Snapshots.persistent(), Page.BACKUPS));
        all.put("settings", () -> shell(Snapshots.persistent(), Page.SETTINGS));
        all.put("users", () -> shell(Snapshots.persistent(), Page.USERS));
        all.put("users-stopped", () -> shell(Snapshots.stopped(), Page.USERS));
        all.put("dialog-add-user", this::addUser);
        all.put("dialog-stop", this::stopQuestion);
        all.put("dialog-carry-over", this::carryOver);
        all.put("dialog-preview", this::preview);
        all.put("diagnostics", () -> shell(Snapshots.persistent(), Page.DIAGNOSTICS));
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

    private Optional<Node> drawn(Dialog.Content content) {
        if (content instanceof UserForm form) {
            return Optional.of(UserForms.of(form, texts));
        } else if (content instanceof AdmissionNote note) {
            return Optional.of(UserForms.of(note, texts));
        }
        if (content instanceof ArchivePreview preview) {
            return Optional.of(new ArchivePreviewView(preview, texts, ColumnWidths.FORGETFUL));
        } else if (content instanceof PartCard card) {
            return Optional.of(new PartCardView(card));
        } else if (content instanceof ShareForm form) {
            return Optional.of(new ShareFormView(form));
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
        var model = new UsersViewModel(now, peopleAround(new ShownDialogs()));
        return new UsersView(model, texts, Optional::empty, ColumnWidths.FORGETFUL);
    }

    private UsersViewModel.Surroundings peopleAround(Dialogs dialogs) {
        return new UsersViewModel.Surroundings(
                new SomeUsers(),
                (name, heir) -> new CompletableFuture<>(),
                (file, lines) -> {},
                () -> false,
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
                new BackupsViewModel(now, around),
                texts,
                new BackupsView.Files(Optional::empty, Optional::empty, Optional::empty, () -> {}),
                ColumnWidths.FORGETFUL);
    }

    private Parent preview() {
        var layer = shell(Snapshots.persistent(), Page.DIAGNOSTICS);
        layer.show(new Dialog(
                texts.of("diagnostics.preview"),
                texts.of("diagnostics.preview.text", 3),
                new ArchivePreview(new Checked().gather(false)),
                List.of()));
        return layer;
    }

    private Region diagnostics(Commands commands) {
        var model = new DiagnosticsViewModel(new Checked(), new DirectTasks(), commands, new ShownDialogs(), texts);
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
        entries.add(new LogEntry(
                LogSource.APPLIANCE,
                Instant.parse("2026-11-25T12:00:40.114Z"),
                LogLevel.ERROR,
                "7c1f",
                "A request failed",
                "2026-11-25T12:00:40.114Z ERROR  ErrorMapper [7c1f] A request failed",
                List.of("java.io.IOException: broken pipe", "    at some.Place")));
        batches.accept(entries);
        return () -> {};
    }

    private static LogEntry entry(LogSource source, LogLevel level, String time, String text) {
        return new LogEntry(source, Instant.parse(time), level, "-", text, time + " " + level + "  " + text, List.of());
    }

    private OverviewViewModel overviewModel(
            ObservableValue<ApplianceSnapshot> now, Commands commands, Dialogs dialogs) {
        return new OverviewViewModel(
                now,
                new SimpleObjectProperty<>(LATER),
                new OverviewViewModel.Surroundings(
                        new SomeOverview(),
                        commands,
                        new DirectTasks(),
                        dialogs,
                        new OverviewViewModel.Ways(() -> {}, () -> {}, log -> {}),
                        Scenes::stepLines,
                        texts,
                        said -> {}));
    }

    private static LogFeed.Reading stepLines(int most, Consumer<List<LogEntry>> batches, Consumer<String> failed) {
        batches.accept(List.of(
                entry(LogSource.APPLIANCE, LogLevel.INFO, "2026-11-25T12:00:04.114Z", "Asking for postgres:17.10"),
                entry(LogSource.APPLIANCE, LogLevel.INFO, "2026-11-25T12:00:05.482Z", "Layer 3 of 14 is there")));
        return () -> {};
    }

    private Parent card() {
        var layer = shell(Snapshots.persistent(), Page.OVERVIEW);
        overviewModel(new SimpleObjectProperty<>(Snapshots.persistent().make()), new RecordedCommands(), layer)
                .open(Part.DATABASE);
        return layer;
    }

    private Parent share(Optional<String> refusal) {
        var layer = shell(Snapshots.persistent(), Page.OVERVIEW);
        var sharing = sharing("127.0.0.1", refusal);
        var appliance = new ShareAppliance() {
            @Override
            public Sharing look() {
                return sharing;
            }

            @Override
            public CompletionStage<String> share(String address) {
                return new CompletableFuture<>();
            }
        };
        new ShareQuestion(appliance, new DirectTasks(), layer, texts, layer::say).ask();
        return layer;
    }

    /** The same when somebody pressed that on the page. */
    private Parent pressing(Parent scene, String id) {
        Node pressed = page.lookup("#" + id);
        if (pressed instanceof RadioButton choice) {
            choice.setSelected(true);
        } else if (pressed instanceof ToggleButton button) {
            button.fire();
        } else if (pressed instanceof TitledPane pane) {
            pane.setExpanded(true);
        }
        return scene;
    }

    private LogsViewModel logsModel() {
        return new LogsViewModel(new LogsViewModel.Surroundings(
                Scenes::lines,
                new SomeLogs(),
                new DirectTasks(),
                new SimpleObjectProperty<>(Snapshots.NOON),
                texts,
                said -> {}));
    }

    private Region logs() {
        var model = logsModel();
        logs = Optional.of(model);
        return new LogsView(model, texts, new LogsView.Desktop(Optional::empty, address -> {}, ColumnWidths.FORGETFUL));
    }

    private Parent logs(Consumer<LogsViewModel> change) {
        var layer = shell(Snapshots.persistent(), Page.LOGS);
        change.accept(logs.orElseThrow());
        return layer;
    }

    private static Sharing sharing(String bind, Optional<String> refusal) {
        return new Sharing(
                bind,
                !bind.startsWith("127."),
                false,
                List.of(new Sharing.Address("192.168.1.20", "Wi-Fi")),
                refusal,
                false,
                true);
    }

    private Region connect(ObservableValue<ApplianceSnapshot> now) {
        var appliance = new ConnectAppliance() {
            @Override
            public Sharing sharing() {
                return Scenes.sharing("127.0.0.1", Optional.empty());
            }

            @Override
            public Endpoints plannedEndpoints() {
                return new SomeOverview().plannedEndpoints();
            }
        };
        var around = new ConnectViewModel.Surroundings(appliance, new DirectTasks(), () -> {}, texts, said -> {});
        var model = new ConnectViewModel(now, new SimpleObjectProperty<>(Optional.of(Readings.busy())), around);
        return new ConnectView(model, texts, ColumnWidths.FORGETFUL);
    }

    /** The same when somebody typed that on the page. */
    private Parent typing(Parent scene, String id, String text) {
        if (page.lookup("#" + id) instanceof TextInputControl input) {
            input.setText(text);
        }
        return scene;
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
        layer.cover(new ShellView(model, texts, wanted -> page = page(wanted, now, commands)));
        return layer;
    }

    private Region page(Page wanted, ObservableValue<ApplianceSnapshot> now, Commands commands) {
        return switch (wanted) {
            case OVERVIEW ->
                new OverviewView(
                        overviewModel(now, commands, new ShownDialogs()),
                        new MetricsViewModel(new SimpleObjectProperty<>(Optional.of(Readings.busy())), texts),
                        texts,
                        address -> {},
                        ColumnWidths.FORGETFUL);
            case CONNECT -> connect(now);
            case LOGS -> logs();
            case DIAGNOSTICS -> diagnostics(commands);
            case BACKUPS -> backups(now);
            case USERS -> users(now);
            case SETTINGS -> settings(now, commands);
            default -> new EmptyPage(texts.of("page." + wanted.word()), "");
        };
    }
}
