package org.quiltappliance.ui;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.monitoring.MetricsReading;
import org.quiltappliance.ui.backups.BackupsView;
import org.quiltappliance.ui.backups.BackupsViewModel;
import org.quiltappliance.ui.backups.RestoreForm;
import org.quiltappliance.ui.backups.RestoreFormView;
import org.quiltappliance.ui.connect.ConnectView;
import org.quiltappliance.ui.connect.ConnectViewModel;
import org.quiltappliance.ui.diagnostics.DiagnosticsView;
import org.quiltappliance.ui.diagnostics.DiagnosticsViewModel;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.dialogs.RemovalForm;
import org.quiltappliance.ui.dialogs.RemovalFormView;
import org.quiltappliance.ui.fixes.Answer;
import org.quiltappliance.ui.fixes.AnswerView;
import org.quiltappliance.ui.logs.FileLogFeed;
import org.quiltappliance.ui.logs.LogsView;
import org.quiltappliance.ui.logs.LogsViewModel;
import org.quiltappliance.ui.mode.CarryOverView;
import org.quiltappliance.ui.mode.ModeSwitch;
import org.quiltappliance.ui.overview.MetricsViewModel;
import org.quiltappliance.ui.overview.OverviewView;
import org.quiltappliance.ui.overview.OverviewViewModel;
import org.quiltappliance.ui.packages.PackagesView;
import org.quiltappliance.ui.packages.PackagesViewModel;
import org.quiltappliance.ui.settings.ImportPreview;
import org.quiltappliance.ui.settings.ImportPreviewView;
import org.quiltappliance.ui.settings.SettingsView;
import org.quiltappliance.ui.settings.SettingsViewModel;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.storage.ImageForm;
import org.quiltappliance.ui.storage.ImageFormView;
import org.quiltappliance.ui.storage.StorageView;
import org.quiltappliance.ui.storage.StorageViewModel;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.users.AdmissionNote;
import org.quiltappliance.ui.users.HeirForm;
import org.quiltappliance.ui.users.UserForm;
import org.quiltappliance.ui.users.UserForms;
import org.quiltappliance.ui.users.UsersView;
import org.quiltappliance.ui.users.UsersViewModel;
import org.quiltappliance.ui.wizard.WizardViewModel;

/** Makes the pages and the forms of dialogs: each view with its view model, each view model with the service. */
final class Pages {

    /**
     * What pages are made of.
     *
     * @param now the present time
     * @param browse opens an address in the browser, or a folder in the system's file viewer
     * @param go shows a page
     * @param said hears how an action ended, in words for people
     */
    record Ground(
            ApplianceService service,
            ObservableValue<ApplianceSnapshot> snapshot,
            ObservableValue<Instant> now,
            ObservableValue<Optional<MetricsReading>> metrics,
            Commands commands,
            Tasks tasks,
            Executor fxThread,
            Dialogs dialogs,
            Texts texts,
            FileChoices files,
            Consumer<String> browse,
            Consumer<Page> go,
            Consumer<String> said) {}

    private final Ground ground;
    private final Texts texts;

    Pages(Ground ground) {
        this.ground = ground;
        this.texts = ground.texts();
    }

    Region page(Page page) {
        return switch (page) {
            case OVERVIEW -> overview();
            case CONNECT -> new ConnectView(new ConnectViewModel(ground.snapshot(), ground.metrics(), texts), texts);
            case USERS -> users();
            case PACKAGES -> packages();
            case STORAGE -> storage();
            case LOGS ->
                new LogsView(new LogsViewModel(new FileLogFeed(home().logs(), ground.fxThread()), texts), texts);
            case BACKUPS -> backups();
            case SETTINGS -> settings();
            case DIAGNOSTICS -> diagnostics();
        };
    }

    /** What sets the appliance up. @param ended shows where it led to */
    WizardViewModel wizard(Consumer<WizardViewModel.End> ended) {
        var around = new WizardViewModel.Surroundings(
                new ServiceWizard(ground.service().firstRun()),
                ground.tasks(),
                ground.commands(),
                texts,
                ground.files()::images,
                ground.said(),
                ended);
        return new WizardViewModel(ground.snapshot(), around);
    }

    private Region overview() {
        var model = new OverviewViewModel(ground.snapshot(), ground.now(), ground.commands(), texts);
        return new OverviewView(model, new MetricsViewModel(ground.metrics(), texts), texts, ground.browse());
    }

    private Region users() {
        var accounts = ground.service().users();
        var around = new UsersViewModel.Surroundings(
                accounts,
                (name, heir) -> accounts.delete(name, heir).result(),
                ground.tasks(),
                ground.dialogs(),
                texts,
                ground.said());
        return new UsersView(new UsersViewModel(ground.snapshot(), around), texts);
    }

    private Region packages() {
        var around = new PackagesViewModel.Surroundings(
                new ServicePackages(ground.service().packages()),
                ground.tasks(),
                ground.dialogs(),
                texts,
                ground.said(),
                ground.browse());
        return new PackagesView(new PackagesViewModel(ground.snapshot(), around), texts);
    }

    private Region storage() {
        var around = new StorageViewModel.Surroundings(
                new ServiceStorage(ground.service().storage()), ground.tasks(), ground.dialogs(), texts, ground.said());
        return new StorageView(
                new StorageViewModel(ground.snapshot(), around),
                texts,
                new StorageView.Files(ground.files()::imagesToSave, ground.files()::images));
    }

    private Region settings() {
        var around = new SettingsViewModel.Surroundings(
                new ServiceSettings(ground.service(), ground.fxThread()),
                ground.tasks(),
                ground.commands(),
                ground.dialogs(),
                texts,
                ground.said());
        var files = ground.files();
        var desktop = new SettingsView.Desktop(
                files::folder,
                files::file,
                files::authority,
                files::envFile,
                ground.browse(),
                () -> ground.go().accept(Page.SETTINGS));
        return new SettingsView(new SettingsViewModel(ground.snapshot(), around), texts, desktop);
    }

    private Region backups() {
        var appliance = new ServiceBackups(ground.service().data(), texts);
        var around =
                new BackupsViewModel.Surroundings(appliance, ground.tasks(), ground.dialogs(), texts, ground.said());
        return new BackupsView(
                new BackupsViewModel(ground.snapshot(), around),
                texts,
                new BackupsView.Files(ground.files()::backupToSave, ground.files()::backupToOpen));
    }

    private Region diagnostics() {
        var model = new DiagnosticsViewModel(
                new ServiceDiagnostics(ground.service()), ground.tasks(), ground.commands(), texts);
        return new DiagnosticsView(
                model, texts, new DiagnosticsView.Desktop(ground.files()::diagnostics, this::opener, about()));
    }

    private Runnable opener(String name) {
        return () -> ground.tasks()
                .run(
                        () -> folder(name).toUri().toString(),
                        ground.browse(),
                        failed -> ground.said().accept(String.valueOf(failed.getMessage())));
    }

    private Path folder(String name) {
        return switch (name) {
            case "logs" -> home().logs();
            case "backups" -> ground.service().data().folder();
            default -> home().folder();
        };
    }

    private Home home() {
        return ground.service().settings().home();
    }

    private String about() {
        return texts.of(
                "about",
                ground.snapshot().getValue().version(),
                System.getProperty("java.version"),
                System.getProperty("javafx.runtime.version"));
    }

    /** What is to be filled in before an answer. */
    static Optional<Node> form(Dialog.Content content, Texts texts) {
        if (content instanceof ModeSwitch.CarryOver form) {
            return Optional.of(new CarryOverView(form, texts));
        } else if (content instanceof RestoreForm form) {
            return Optional.of(new RestoreFormView(form, texts));
        } else if (content instanceof Answer answer) {
            return Optional.of(new AnswerView(answer));
        } else if (content instanceof ImportPreview preview) {
            return Optional.of(new ImportPreviewView(preview, texts));
        } else if (content instanceof UserForm form) {
            return Optional.of(UserForms.of(form, texts));
        } else if (content instanceof AdmissionNote note) {
            return Optional.of(UserForms.of(note, texts));
        }
        if (content instanceof RemovalForm form) {
            return Optional.of(new RemovalFormView(form, texts));
        } else if (content instanceof ImageForm form) {
            return Optional.of(new ImageFormView(form, texts));
        }
        return content instanceof HeirForm form ? Optional.of(UserForms.of(form, texts)) : Optional.empty();
    }
}
