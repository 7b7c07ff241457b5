package org.quiltappliance.ui.gallery;

import java.nio.file.Path;
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
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Setting.Group;
import org.quiltappliance.server.config.Source;
import org.quiltappliance.server.inventory.PackageQuery;
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
import org.quiltappliance.ui.dialogs.RemovalForm;
import org.quiltappliance.ui.dialogs.RemovalFormView;
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
import org.quiltappliance.ui.packages.PackagesView;
import org.quiltappliance.ui.packages.PackagesViewModel;
import org.quiltappliance.ui.settings.SettingsView;
import org.quiltappliance.ui.settings.SettingsViewModel;
import org.quiltappliance.ui.settings.ImportPreview;
import org.quiltappliance.ui.settings.ImportPreviewView;
import org.quiltappliance.ui.settings.SettingsScenes;
import org.quiltappliance.ui.settings.Sheet;
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
import org.quiltappliance.ui.testing.SomePackages;
import org.quiltappliance.ui.testing.SomeSettings;
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
        all.put("diagnostics", () -> shell(Snapshots.persistent(), Page.DIAGNOSTICS));
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
        var view = new PackagesView(model, texts);
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
                new StorageView.Files(Optional::empty, Optional::empty));
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
