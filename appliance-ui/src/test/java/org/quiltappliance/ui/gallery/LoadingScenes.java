package org.quiltappliance.ui.gallery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.diagnostics.Archive;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.ui.backups.BackupsView;
import org.quiltappliance.ui.backups.BackupsViewModel;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.diagnostics.DiagnosticsView;
import org.quiltappliance.ui.diagnostics.DiagnosticsViewModel;
import org.quiltappliance.ui.logs.LogChoice;
import org.quiltappliance.ui.logs.LogFeed;
import org.quiltappliance.ui.logs.LogsView;
import org.quiltappliance.ui.logs.LogsViewModel;
import org.quiltappliance.ui.packages.PackagesView;
import org.quiltappliance.ui.packages.PackagesViewModel;
import org.quiltappliance.ui.settings.SettingsScenes;
import org.quiltappliance.ui.settings.Sheet;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.storage.StorageView;
import org.quiltappliance.ui.storage.StorageViewModel;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.SlowTasks;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeLogs;
import org.quiltappliance.ui.testing.SomePackages;
import org.quiltappliance.ui.testing.SomeStorage;
import org.quiltappliance.ui.testing.SomeUsers;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.users.UsersView;
import org.quiltappliance.ui.users.UsersViewModel;

/** Pages whose content is on its way ({@code control-panel.md} UI-8). */
final class LoadingScenes {

    private final Texts texts;
    private final Frame frame;

    LoadingScenes(Texts texts) {
        this.texts = texts;
        this.frame = new Frame(texts);
    }

    /** As they are when it takes long. */
    Map<String, Supplier<Parent>> all() {
        var all = new LinkedHashMap<String, Supplier<Parent>>();
        pages().forEach((name, page) -> all.put("loading-" + name, () -> page.apply(SlowTasks.late())));
        return all;
    }

    /** Each with tasks that decide when its content comes. */
    Map<String, Function<Tasks, Parent>> pages() {
        var pages = new LinkedHashMap<String, Function<Tasks, Parent>>();
        pages.put("users", tasks -> shown(Page.USERS, users(tasks)));
        pages.put("packages", tasks -> shown(Page.PACKAGES, packages(tasks)));
        pages.put("storage", tasks -> shown(Page.STORAGE, storage(tasks)));
        pages.put("logs", tasks -> shown(Page.LOGS, logs(tasks, LogChoice.ALL)));
        pages.put("mails", tasks -> shown(Page.LOGS, logs(tasks, LogChoice.MAIL)));
        pages.put("backups", tasks -> shown(Page.BACKUPS, backups(tasks)));
        pages.put(
                "settings",
                tasks -> shown(
                        Page.SETTINGS, SettingsScenes.page(SettingsScenes.unread(tasks, texts), Sheet.GENERAL, texts)));
        pages.put("diagnostics", tasks -> shown(Page.DIAGNOSTICS, diagnostics(tasks)));
        return pages;
    }

    private Parent shown(Page page, Region view) {
        return frame.around(Snapshots.persistent(), page, view);
    }

    private Region users(Tasks tasks) {
        var around = new UsersViewModel.Surroundings(
                new SomeUsers(),
                (name, heir) -> new CompletableFuture<>(),
                (file, lines) -> {},
                () -> false,
                tasks,
                new ShownDialogs(),
                texts,
                said -> {});
        var model = new UsersViewModel(Frame.always(Snapshots.persistent()), around);
        return new UsersView(model, texts, Optional::empty, ColumnWidths.FORGETFUL);
    }

    private Region packages(Tasks tasks) {
        var around = new PackagesViewModel.Surroundings(
                new SomePackages(), tasks, new ShownDialogs(), texts, said -> {}, address -> {});
        var model = new PackagesViewModel(Frame.always(Snapshots.persistent()), around);
        return new PackagesView(model, texts, ColumnWidths.FORGETFUL);
    }

    private Region storage(Tasks tasks) {
        var around = new StorageViewModel.Surroundings(
                SomeStorage.persistent(), tasks, new ShownDialogs(), texts, said -> {});
        return new StorageView(
                new StorageViewModel(Frame.always(Snapshots.persistent()), around),
                texts,
                new StorageView.Files(Optional::empty, Optional::empty),
                ColumnWidths.FORGETFUL);
    }

    private Region logs(Tasks tasks, LogChoice source) {
        var model = new LogsViewModel(new LogsViewModel.Surroundings(
                (most, batches, failed) -> read(tasks, batches),
                new SomeLogs(),
                tasks,
                new SimpleObjectProperty<>(Snapshots.NOON),
                new SimpleObjectProperty<>(Optional.empty()),
                texts,
                said -> {}));
        model.sourceProperty().set(source);
        return new LogsView(model, texts, new LogsView.Desktop(Optional::empty, address -> {}, ColumnWidths.FORGETFUL));
    }

    private static LogFeed.Reading read(Tasks tasks, Consumer<List<LogEntry>> batches) {
        var line = LogsScenes.entry(LogSource.APPLIANCE, LogLevel.INFO, "2026-11-25T12:00:00.114Z", "Running");
        return tasks.run(() -> List.of(line), batches, failed -> {})::cancel;
    }

    private Region backups(Tasks tasks) {
        var around = new BackupsViewModel.Surroundings(new SomeBackups(), tasks, new ShownDialogs(), texts, said -> {});
        return new BackupsView(
                new BackupsViewModel(Frame.always(Snapshots.persistent()), around),
                texts,
                new BackupsView.Files(Optional::empty, Optional::empty, Optional::empty, () -> {}),
                ColumnWidths.FORGETFUL);
    }

    private Region diagnostics(Tasks tasks) {
        var model = new DiagnosticsViewModel(
                Frame.always(Snapshots.persistent()),
                new Unchecked(),
                tasks,
                new RecordedCommands(),
                new ShownDialogs(),
                texts);
        var view = new DiagnosticsView(
                model,
                texts,
                new DiagnosticsView.Desktop(
                        Optional::empty, folder -> () -> {}, "Quilt Appliance 0.1.0 · Java 17 · JavaFX 21", () -> {}));
        view.refresh();
        return view;
    }

    /** Finds nothing, but only when it is asked. */
    private static final class Unchecked implements DiagnosticsViewModel.Appliance {

        @Override
        public CompletionStage<List<CheckResult>> check() {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public Archive gather(boolean anonymous) {
            throw new IllegalStateException("Nobody wants an archive here");
        }

        @Override
        public void save(java.nio.file.Path file, boolean anonymous) {
            throw new IllegalStateException("Nobody wants an archive here");
        }
    }
}
