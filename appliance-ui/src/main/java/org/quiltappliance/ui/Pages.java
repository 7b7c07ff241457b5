package org.quiltappliance.ui;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.Version;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.server.monitoring.LogTopic;
import org.quiltappliance.server.monitoring.MetricsReading;
import org.quiltappliance.ui.autostart.Autostart;
import org.quiltappliance.ui.autostart.AutostartView;
import org.quiltappliance.ui.autostart.AutostartViewModel;
import org.quiltappliance.ui.backups.BackupsView;
import org.quiltappliance.ui.backups.BackupsViewModel;
import org.quiltappliance.ui.backups.PassphraseForm;
import org.quiltappliance.ui.backups.PassphraseFormView;
import org.quiltappliance.ui.backups.RestoreForm;
import org.quiltappliance.ui.backups.RestoreFormView;
import org.quiltappliance.ui.connect.ConnectView;
import org.quiltappliance.ui.connect.ConnectViewModel;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.diagnostics.ArchivePreview;
import org.quiltappliance.ui.diagnostics.ArchivePreviewView;
import org.quiltappliance.ui.diagnostics.DiagnosticsView;
import org.quiltappliance.ui.diagnostics.DiagnosticsViewModel;
import org.quiltappliance.ui.diagnostics.Licences;
import org.quiltappliance.ui.diagnostics.LicencesView;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.dialogs.RemovalForm;
import org.quiltappliance.ui.dialogs.RemovalFormView;
import org.quiltappliance.ui.exit.ExitForm;
import org.quiltappliance.ui.exit.ExitFormView;
import org.quiltappliance.ui.failures.FailureNote;
import org.quiltappliance.ui.failures.FailureNoteView;
import org.quiltappliance.ui.fixes.Answer;
import org.quiltappliance.ui.fixes.AnswerView;
import org.quiltappliance.ui.logs.FileLogFeed;
import org.quiltappliance.ui.logs.LogChoice;
import org.quiltappliance.ui.logs.LogFeed;
import org.quiltappliance.ui.logs.LogsView;
import org.quiltappliance.ui.logs.LogsViewModel;
import org.quiltappliance.ui.mode.PersistentForm;
import org.quiltappliance.ui.mode.PersistentFormView;
import org.quiltappliance.ui.overview.MetricsViewModel;
import org.quiltappliance.ui.overview.OverviewView;
import org.quiltappliance.ui.overview.OverviewViewModel;
import org.quiltappliance.ui.overview.PartCard;
import org.quiltappliance.ui.overview.PartCardView;
import org.quiltappliance.ui.packages.PackagesView;
import org.quiltappliance.ui.packages.PackagesViewModel;
import org.quiltappliance.ui.settings.ImportPreview;
import org.quiltappliance.ui.settings.ImportPreviewView;
import org.quiltappliance.ui.settings.PortForm;
import org.quiltappliance.ui.settings.PortFormView;
import org.quiltappliance.ui.settings.SettingsView;
import org.quiltappliance.ui.settings.SettingsViewModel;
import org.quiltappliance.ui.share.ShareForm;
import org.quiltappliance.ui.share.ShareFormView;
import org.quiltappliance.ui.share.ShareQuestion;
import org.quiltappliance.ui.shell.KeyHelp;
import org.quiltappliance.ui.shell.KeyHelpView;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.state.ViewMemory;
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
     * @param shown the page that is shown
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
            Supplier<Page> shown,
            ColumnWidths widths,
            Consumer<String> said,
            ViewMemory memory,
            Autostart autostart) {}

    private final Ground ground;
    private final Texts texts;
    private final ShareQuestion share;
    private final LogsViewModel logs;

    Pages(Ground ground) {
        this.ground = ground;
        this.texts = ground.texts();
        share = new ShareQuestion(
                new ServiceSharing(ground.service().sharing()), ground.tasks(), ground.dialogs(), texts, ground.said());
        logs = new LogsViewModel(new LogsViewModel.Surroundings(
                logFeed(),
                new ServiceLogs(ground.service()),
                ground.tasks(),
                ground.now(),
                ground.snapshot()
                        .map(now -> Optional.of(now.since()).filter(since -> now.state() == ApplianceState.FAILED)),
                texts,
                ground.said()));
        logs.remember(ground.memory());
    }

    private LogFeed logFeed() {
        return new FileLogFeed(home().logs(), ground.fxThread());
    }

    /** Shows that log, and nothing else of the logs. */
    void showLog(LogSource source) {
        logs.sourceProperty().set(LogChoice.of(LogTopic.of(source)));
        ground.go().accept(Page.LOGS);
    }

    Region page(Page page) {
        return switch (page) {
            case OVERVIEW -> overview();
            case CONNECT -> connect();
            case USERS -> users();
            case PACKAGES -> packages();
            case STORAGE -> storage();
            case LOGS ->
                new LogsView(
                        logs,
                        texts,
                        new LogsView.Desktop(ground.files()::logsToSave, ground.browse(), ground.widths()));
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
                ground.autostart(),
                ended);
        return new WizardViewModel(ground.snapshot(), around);
    }

    private Region overview() {
        var ways = new OverviewViewModel.Ways(share::ask, () -> ground.go().accept(Page.STORAGE), this::showLog);
        var around = new OverviewViewModel.Surroundings(
                new ServiceOverview(ground.service()),
                ground.commands(),
                ground.tasks(),
                ground.dialogs(),
                ways,
                logFeed(),
                texts,
                ground.said());
        var model = new OverviewViewModel(ground.snapshot(), ground.now(), around);
        return new OverviewView(
                model, new MetricsViewModel(ground.metrics(), texts), texts, ground.browse(), ground.widths());
    }

    private Region connect() {
        var around = new ConnectViewModel.Surroundings(
                new ServiceConnect(ground.service()), ground.tasks(), share::ask, texts, ground.said());
        return new ConnectView(
                new ConnectViewModel(ground.snapshot(), ground.metrics(), around), texts, ground.widths());
    }

    private Region users() {
        var accounts = ground.service().users();
        var around = new UsersViewModel.Surroundings(
                accounts,
                (name, heir) -> accounts.delete(name, heir).result(),
                new ServiceLogs(ground.service())::export,
                () -> ground.service()
                        .settings()
                        .read()
                        .value(Settings.AUTH_PROVIDER)
                        .text()
                        .equals("github"),
                ground.tasks(),
                ground.dialogs(),
                texts,
                ground.said());
        return new UsersView(
                new UsersViewModel(ground.snapshot(), around), texts, ground.files()::usersToSave, ground.widths());
    }

    private Region packages() {
        var around = new PackagesViewModel.Surroundings(
                new ServicePackages(ground.service().packages()),
                ground.tasks(),
                ground.dialogs(),
                texts,
                ground.said(),
                ground.browse());
        return new PackagesView(new PackagesViewModel(ground.snapshot(), around), texts, ground.widths());
    }

    private Region storage() {
        var around = new StorageViewModel.Surroundings(
                new ServiceStorage(ground.service().storage()), ground.tasks(), ground.dialogs(), texts, ground.said());
        return new StorageView(
                new StorageViewModel(ground.snapshot(), around),
                texts,
                new StorageView.Files(ground.files()::imagesToSave, ground.files()::images),
                ground.widths());
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
                files::folder, files::file, files::authority, files::envFile, ground.browse(), this::backToSettings);
        var atLogin = new AutostartViewModel(ground.autostart(), ground.tasks(), texts, ground.said());
        return new SettingsView(
                new SettingsViewModel(ground.snapshot(), around), texts, desktop, new AutostartView(atLogin, texts));
    }

    private Runnable backToSettings() {
        Page wanted = ground.shown().get();
        ground.go().accept(Page.SETTINGS);
        return () -> ground.go().accept(wanted);
    }

    private Region backups() {
        var appliance = new ServiceBackups(ground.service().data(), texts);
        var around =
                new BackupsViewModel.Surroundings(appliance, ground.tasks(), ground.dialogs(), texts, ground.said());
        return new BackupsView(
                new BackupsViewModel(ground.snapshot(), around),
                texts,
                new BackupsView.Files(
                        ground.files()::backupToSave,
                        ground.files()::backupToOpen,
                        ground.files()::backupFolder,
                        opener("backups")),
                ground.widths());
    }

    private Region diagnostics() {
        var model = new DiagnosticsViewModel(
                ground.snapshot(),
                new ServiceDiagnostics(ground.service()),
                ground.tasks(),
                ground.commands(),
                ground.dialogs(),
                texts);
        return new DiagnosticsView(
                model,
                texts,
                new DiagnosticsView.Desktop(ground.files()::diagnostics, this::opener, about(), this::showLicences));
    }

    private void showLicences() {
        ground.dialogs()
                .show(new Dialog(
                        texts.of("diagnostics.licences"),
                        texts.of("diagnostics.licences.text"),
                        new Licences(),
                        List.of()));
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
        return about(ground.service(), texts);
    }

    /** The program and what it runs on, in a line. */
    static String about(ApplianceService service, Texts texts) {
        return texts.of(
                "about",
                service.snapshot().version(),
                Version.build().map(commit -> texts.of("about.build", commit)).orElse(""),
                System.getProperty("java.version"),
                System.getProperty("javafx.runtime.version"));
    }

    /** What is to be filled in before an answer. */
    static Optional<Node> form(Dialog.Content content, Texts texts) {
        if (content instanceof PersistentForm form) {
            return Optional.of(new PersistentFormView(form, texts));
        } else if (content instanceof RestoreForm form) {
            return Optional.of(new RestoreFormView(form, texts));
        } else if (content instanceof ArchivePreview preview) {
            return Optional.of(new ArchivePreviewView(preview, texts, ColumnWidths.FORGETFUL));
        } else if (content instanceof PassphraseForm form) {
            return Optional.of(new PassphraseFormView(form, texts));
        } else if (content instanceof Answer answer) {
            return Optional.of(new AnswerView(answer));
        } else if (content instanceof ImportPreview preview) {
            return Optional.of(new ImportPreviewView(preview, texts));
        } else if (content instanceof UserForm form) {
            return Optional.of(UserForms.of(form, texts));
        } else if (content instanceof AdmissionNote note) {
            return Optional.of(UserForms.of(note, texts));
        } else if (content instanceof ExitForm form) {
            return Optional.of(new ExitFormView(form, texts));
        } else if (content instanceof FailureNote note) {
            return Optional.of(new FailureNoteView(note, texts));
        } else if (content instanceof KeyHelp) {
            return Optional.of(new KeyHelpView(texts));
        }
        if (content instanceof RemovalForm form) {
            return Optional.of(new RemovalFormView(form, texts));
        } else if (content instanceof ImageForm form) {
            return Optional.of(new ImageFormView(form, texts));
        }
        if (content instanceof PartCard card) {
            return Optional.of(new PartCardView(card));
        } else if (content instanceof Licences licences) {
            return Optional.of(new LicencesView(licences, texts));
        } else if (content instanceof PortForm form) {
            return Optional.of(new PortFormView(form, texts));
        } else if (content instanceof ShareForm form) {
            return Optional.of(new ShareFormView(form));
        }
        return content instanceof HeirForm form ? Optional.of(UserForms.of(form, texts)) : Optional.empty();
    }
}
