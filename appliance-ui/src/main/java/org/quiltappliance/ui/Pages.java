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
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.server.monitoring.LogTopic;
import org.quiltappliance.server.monitoring.MetricsReading;
import org.quiltappliance.ui.backups.BackupsView;
import org.quiltappliance.ui.backups.BackupsViewModel;
import org.quiltappliance.ui.backups.PassphraseForm;
import org.quiltappliance.ui.backups.PassphraseFormView;
import org.quiltappliance.ui.backups.RestoreForm;
import org.quiltappliance.ui.backups.RestoreFormView;
import org.quiltappliance.ui.connect.ConnectView;
import org.quiltappliance.ui.connect.ConnectViewModel;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.controls.EmptyPage;
import org.quiltappliance.ui.diagnostics.ArchivePreview;
import org.quiltappliance.ui.diagnostics.ArchivePreviewView;
import org.quiltappliance.ui.diagnostics.DiagnosticsView;
import org.quiltappliance.ui.diagnostics.DiagnosticsViewModel;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.fixes.Answer;
import org.quiltappliance.ui.fixes.AnswerView;
import org.quiltappliance.ui.logs.FileLogFeed;
import org.quiltappliance.ui.logs.LogChoice;
import org.quiltappliance.ui.logs.LogFeed;
import org.quiltappliance.ui.logs.LogsView;
import org.quiltappliance.ui.logs.LogsViewModel;
import org.quiltappliance.ui.mode.CarryOverView;
import org.quiltappliance.ui.mode.ModeSwitch;
import org.quiltappliance.ui.overview.MetricsViewModel;
import org.quiltappliance.ui.overview.OverviewView;
import org.quiltappliance.ui.overview.OverviewViewModel;
import org.quiltappliance.ui.overview.PartCard;
import org.quiltappliance.ui.overview.PartCardView;
import org.quiltappliance.ui.settings.SettingsView;
import org.quiltappliance.ui.settings.SettingsViewModel;
import org.quiltappliance.ui.share.ShareForm;
import org.quiltappliance.ui.share.ShareFormView;
import org.quiltappliance.ui.share.ShareQuestion;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.users.AdmissionNote;
import org.quiltappliance.ui.users.HeirForm;
import org.quiltappliance.ui.users.UserForm;
import org.quiltappliance.ui.users.UserForms;
import org.quiltappliance.ui.users.UsersView;
import org.quiltappliance.ui.users.UsersViewModel;

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
            ColumnWidths widths,
            Consumer<String> said) {}

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
                logFeed(), new ServiceLogs(ground.service()), ground.tasks(), ground.now(), texts, ground.said()));
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
            case LOGS ->
                new LogsView(
                        logs,
                        texts,
                        new LogsView.Desktop(ground.files()::logsToSave, ground.browse(), ground.widths()));
            case BACKUPS -> backups();
            case SETTINGS -> settings();
            case DIAGNOSTICS -> diagnostics();
            default -> new EmptyPage(texts.of("page." + page.word()), texts.of("page.later"));
        };
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

    private Region settings() {
        var around = new SettingsViewModel.Surroundings(
                new ServiceSettings(ground.service()), ground.tasks(), ground.commands(), texts, ground.said());
        return new SettingsView(new SettingsViewModel(ground.snapshot(), around), texts);
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
                new ServiceDiagnostics(ground.service()), ground.tasks(), ground.commands(), ground.dialogs(), texts);
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
        } else if (content instanceof ArchivePreview preview) {
            return Optional.of(new ArchivePreviewView(preview, texts, ColumnWidths.FORGETFUL));
        } else if (content instanceof PassphraseForm form) {
            return Optional.of(new PassphraseFormView(form, texts));
        } else if (content instanceof Answer answer) {
            return Optional.of(new AnswerView(answer));
        } else if (content instanceof UserForm form) {
            return Optional.of(UserForms.of(form, texts));
        } else if (content instanceof AdmissionNote note) {
            return Optional.of(UserForms.of(note, texts));
        }
        if (content instanceof PartCard card) {
            return Optional.of(new PartCardView(card));
        } else if (content instanceof ShareForm form) {
            return Optional.of(new ShareFormView(form));
        }
        return content instanceof HeirForm form ? Optional.of(UserForms.of(form, texts)) : Optional.empty();
    }
}
