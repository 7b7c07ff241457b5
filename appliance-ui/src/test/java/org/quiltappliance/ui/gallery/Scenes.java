package org.quiltappliance.ui.gallery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import org.quiltappliance.server.Sharing;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.PanelConfig;
import org.quiltappliance.server.diagnostics.Archive;
import org.quiltappliance.server.diagnostics.Piece;
import org.quiltappliance.server.inventory.PackageQuery;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.ui.HeadlessView;
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
import org.quiltappliance.ui.dialogs.RemovalForm;
import org.quiltappliance.ui.dialogs.RemovalFormView;
import org.quiltappliance.ui.exit.ExitAppliance;
import org.quiltappliance.ui.exit.ExitForm;
import org.quiltappliance.ui.exit.ExitFormView;
import org.quiltappliance.ui.exit.Guests;
import org.quiltappliance.ui.exit.Leaving;
import org.quiltappliance.ui.failures.FailureNote;
import org.quiltappliance.ui.failures.FailureNoteView;
import org.quiltappliance.ui.failures.Uncaught;
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
import org.quiltappliance.ui.packages.PackagesView;
import org.quiltappliance.ui.packages.PackagesViewModel;
import org.quiltappliance.ui.settings.ImportPreview;
import org.quiltappliance.ui.settings.ImportPreviewView;
import org.quiltappliance.ui.settings.SettingsScenes;
import org.quiltappliance.ui.settings.Sheet;
import org.quiltappliance.ui.share.ShareAppliance;
import org.quiltappliance.ui.share.ShareForm;
import org.quiltappliance.ui.share.ShareFormView;
import org.quiltappliance.ui.share.ShareQuestion;
import org.quiltappliance.ui.shell.KeyHelp;
import org.quiltappliance.ui.shell.KeyHelpView;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.shell.ShellView;
import org.quiltappliance.ui.shell.ShellViewModel;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.storage.ImageForm;
import org.quiltappliance.ui.storage.ImageFormView;
import org.quiltappliance.ui.storage.StorageView;
import org.quiltappliance.ui.storage.StorageViewModel;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.Readings;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeLogs;
import org.quiltappliance.ui.testing.SomeOverview;
import org.quiltappliance.ui.testing.SomePackages;
import org.quiltappliance.ui.testing.SomeStorage;
import org.quiltappliance.ui.testing.SomeUsers;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.users.AdmissionNote;
import org.quiltappliance.ui.users.UserForm;
import org.quiltappliance.ui.users.UserForms;
import org.quiltappliance.ui.users.UsersView;
import org.quiltappliance.ui.users.UsersViewModel;
import org.quiltappliance.ui.wizard.WizardScenes;

/** Every page in every state, by name. */
final class Scenes {

    private static final Instant LATER = Snapshots.NOON.plusSeconds(8_055);

    private final Texts texts;
    private Sheet shownSheet = Sheet.GENERAL;
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
        for (Sheet sheet : Sheet.values()) {
            String name = "settings-" + sheet.name().toLowerCase(Locale.ROOT).replace('_', '-');
            all.put(name, () -> settings(Snapshots.persistent(), sheet));
        }
        all.put("settings-starting", () -> settings(Snapshots.starting(4), Sheet.GENERAL));
        all.put("dialog-move", this::moveQuestion);
        all.put("dialog-import", this::importPreview);
        all.put("users", () -> shell(Snapshots.persistent(), Page.USERS));
        all.put("users-stopped", () -> shell(Snapshots.stopped(), Page.USERS));
        all.put("packages", () -> packages(new SomePackages().with(40), Snapshots.persistent(), ""));
        all.put(
                "packages-selected",
                () -> packages(new SomePackages().with(400), Snapshots.persistent(), "ana/glaciers"));
        all.put("packages-empty", () -> packages(new SomePackages().none(), Snapshots.running(), ""));
        all.put("packages-stopped", () -> packages(new SomePackages(), Snapshots.stopped(), ""));
        all.put("packages-starting", () -> packages(new SomePackages(), Snapshots.starting(4), ""));
        all.put("packages-degraded", () -> {
            var silent = new SomePackages();
            silent.setSilent(true);
            return packages(silent, Snapshots.degraded(), "");
        });
        all.put("dialog-delete-package", this::deletePackage);
        all.put("storage", () -> storage(SomeStorage.persistent(), Snapshots.persistent()));
        all.put("storage-test", () -> storage(SomeStorage.test(), Snapshots.running()));
        all.put(
                "storage-stopped",
                () -> storage(SomeStorage.resting(), Snapshots.stopped().in(Mode.PERSISTENT)));
        all.put("storage-degraded", () -> storage(SomeStorage.persistent().withoutEngine(), Snapshots.degraded()));
        all.put("storage-end", () -> toTheEnd(storage(SomeStorage.persistent(), Snapshots.persistent())));
        all.put("dialog-clean-up", this::cleanUp);
        all.put("dialog-remove-volume", this::removeVolume);
        all.put("dialog-change-image", this::changeImage);
        all.put("dialog-add-user", this::addUser);
        all.put("dialog-stop", this::stopQuestion);
        all.put("dialog-carry-over", this::carryOver);
        all.put("dialog-close", () -> leaving(Leaving::close));
        all.put("dialog-quit", () -> leaving(Leaving::quit));
        all.put("dialog-waiting", this::waiting);
        all.put("dialog-failure", this::failure);
        all.put("dialog-help", this::help);
        all.put("headless", this::headless);
        all.put("dialog-preview", this::preview);
        all.put("diagnostics", () -> shell(Snapshots.persistent(), Page.DIAGNOSTICS));
        var controls = new ControlGallery(texts);
        all.put("controls-buttons", controls::buttons);
        all.put("controls-fields", controls::fields);
        all.put("controls-marks", controls::marks);
        all.put("controls-lists", controls::lists);
        all.put("controls-troubles", controls::troubles);
        all.put("controls-dialog", controls::dialog);
        all.putAll(new WizardScenes(texts).all());
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
        if (content instanceof ImportPreview preview) {
            return Optional.of(new ImportPreviewView(preview, texts));
        } else if (content instanceof UserForm form) {
            return Optional.of(UserForms.of(form, texts));
        } else if (content instanceof AdmissionNote note) {
            return Optional.of(UserForms.of(note, texts));
        } else if (content instanceof RemovalForm form) {
            return Optional.of(new RemovalFormView(form, texts));
        } else if (content instanceof ImageForm form) {
            return Optional.of(new ImageFormView(form, texts));
        }
        if (content instanceof ExitForm form) {
            return Optional.of(new ExitFormView(form, texts));
        } else if (content instanceof FailureNote note) {
            return Optional.of(new FailureNoteView(note, texts));
        } else if (content instanceof KeyHelp) {
            return Optional.of(new KeyHelpView(texts));
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

    private Parent settings(Snapshots snapshot, Sheet sheet) {
        shownSheet = sheet;
        return shell(snapshot, Page.SETTINGS);
    }

    private Region settings(ObservableValue<ApplianceSnapshot> now, Commands commands) {
        var model = SettingsScenes.model(now, commands, new ShownDialogs(), texts);
        return SettingsScenes.page(model, shownSheet, texts);
    }

    private Parent moveQuestion() {
        var layer = settingsShell(Sheet.SERVICES);
        SettingsScenes.askToMove(layer, texts);
        return layer;
    }

    private Parent importPreview() {
        var layer = settingsShell(Sheet.GENERAL);
        SettingsScenes.showImport(layer, texts);
        return layer;
    }

    private DialogLayer settingsShell(Sheet sheet) {
        shownSheet = sheet;
        return shell(Snapshots.persistent(), Page.SETTINGS);
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

    private Parent leaving(Consumer<Leaving> way) {
        var layer = shell(Snapshots.persistent(), Page.OVERVIEW);
        var question = new StopQuestion(new FullTestMode(), new DirectTasks(), layer, texts, () -> {}, layer::say);
        way.accept(new Leaving(
                new BusyRegistry(),
                new DirectTasks(),
                layer,
                texts,
                question,
                new Leaving.Ways(() -> {}, () -> {}, () -> true),
                layer::say));
        return layer;
    }

    private Parent waiting() {
        var layer = shell(Snapshots.persistent(), Page.OVERVIEW);
        layer.show(new Dialog(
                texts.of("exit.waiting.title"),
                texts.of("exit.waiting.text", texts.formats().timeOfDay(Snapshots.NOON)),
                Dialog.Content.NONE,
                List.of(new Dialog.Answer(
                        "dlg-quit-now", texts.of("exit.waiting.now"), Dialog.Weight.PLAIN, () -> {}))));
        return layer;
    }

    private Parent failure() {
        var layer = shell(Snapshots.persistent(), Page.OVERVIEW);
        new Uncaught(Runnable::run, layer, texts, text -> text, "Quilt Appliance 0.1.0 · Java 17 · JavaFX 21")
                .uncaughtException(Thread.currentThread(), new IllegalStateException("The list ended too early"));
        return layer;
    }

    private Parent help() {
        var layer = shell(Snapshots.persistent(), Page.LOGS);
        layer.show(new Dialog(texts.of("page.logs"), texts.of("help.page.logs"), new KeyHelp(), List.of()));
        return layer;
    }

    private Parent headless() {
        return new HeadlessView(
                "Quilt Appliance 0.1.0 (process 4711, user ana) uses the folder /home/ana/data since 2026-11-25T12:00:00Z.",
                " --home '/home/ana/data'",
                texts,
                () -> {});
    }

    private static final class BusyRegistry implements ExitAppliance {
        @Override
        public ApplianceState state() {
            return ApplianceState.RUNNING;
        }

        @Override
        public PanelConfig panel() {
            return PanelConfig.standard();
        }

        @Override
        public void remember(PanelConfig.OnClose meaning) {
            throw new UnsupportedOperationException("Pictures write nothing down");
        }

        @Override
        public Guests guests() {
            return new Guests(2, 1);
        }

        @Override
        public Waiting stopWhenIdle(Duration most) {
            throw new UnsupportedOperationException("Pictures stop nothing");
        }
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

    private static DialogLayer toTheEnd(DialogLayer layer) {
        if (layer.lookup("#page") instanceof ScrollPane page) {
            page.setVvalue(1);
        }
        return layer;
    }

    private PackagesViewModel.Surroundings around(SomePackages packages, Dialogs dialogs) {
        return new PackagesViewModel.Surroundings(
                packages, new DirectTasks(), dialogs, texts, said -> {}, address -> {});
    }

    /** @param selected the package that is looked at; nobody's when empty */
    private DialogLayer packages(SomePackages packages, Snapshots snapshot, String selected) {
        var now = new SimpleObjectProperty<ApplianceSnapshot>(snapshot.make());
        var model = new PackagesViewModel(now, around(packages, new ShownDialogs()));
        model.refresh();
        var view = new PackagesView(model, texts, ColumnWidths.FORGETFUL);
        if (!selected.isEmpty() && view.lookup("#pkg-table") instanceof TableView<?> table) {
            table.getSelectionModel().select(0);
        }
        return shell(snapshot, Page.PACKAGES, view);
    }

    private Parent deletePackage() {
        var some = new SomePackages();
        var layer = packages(some, Snapshots.persistent(), "ana/glaciers");
        var now = new SimpleObjectProperty<ApplianceSnapshot>(
                Snapshots.persistent().make());
        var model = new PackagesViewModel(now, around(some, layer));
        model.select(some.page(PackageQuery.all(1)).lines().get(0));
        model.delete();
        return layer;
    }

    private StorageViewModel.Surroundings around(SomeStorage storage, Dialogs dialogs) {
        return new StorageViewModel.Surroundings(storage, new DirectTasks(), dialogs, texts, said -> {});
    }

    private DialogLayer storage(SomeStorage storage, Snapshots snapshot) {
        var now = new SimpleObjectProperty<ApplianceSnapshot>(snapshot.make());
        var view = new StorageView(
                new StorageViewModel(now, around(storage, new ShownDialogs())),
                texts,
                new StorageView.Files(Optional::empty, Optional::empty),
                ColumnWidths.FORGETFUL);
        return shell(snapshot, Page.STORAGE, view);
    }

    private Parent ofStorage(SomeStorage storage, Snapshots snapshot, Consumer<StorageViewModel> action) {
        var layer = storage(storage, snapshot);
        var now = new SimpleObjectProperty<ApplianceSnapshot>(snapshot.make());
        var model = new StorageViewModel(now, around(storage, layer));
        model.refresh();
        action.accept(model);
        return layer;
    }

    private Parent cleanUp() {
        return ofStorage(SomeStorage.persistent(), Snapshots.persistent(), StorageViewModel::cleanUp);
    }

    private Parent removeVolume() {
        return ofStorage(
                SomeStorage.resting().withoutProof(), Snapshots.stopped().in(Mode.PERSISTENT), model -> {
                    model.selectedProperty().set(model.volumes().get(2));
                    model.removeVolume();
                });
    }

    private Parent changeImage() {
        return ofStorage(SomeStorage.resting(), Snapshots.stopped().in(Mode.PERSISTENT), StorageViewModel::changeImage);
    }

    private DialogLayer shell(Snapshots snapshot, Page shown, Region view) {
        var now = new SimpleObjectProperty<ApplianceSnapshot>(snapshot.make());
        var model = new ShellViewModel(now, new RecordedCommands(), texts);
        model.pageProperty().set(shown);
        var layer = new DialogLayer(texts, this::drawn);
        layer.cover(new ShellView(model, texts, page -> view));
        return layer;
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
