package org.quiltappliance.ui.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;
import org.quiltappliance.server.TrialService.What;
import org.quiltappliance.server.checks.PortLook;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Source;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.trials.TrialStage;
import org.quiltappliance.server.trials.TrialStage.Offer;
import org.quiltappliance.server.trials.TrialStage.State;
import org.quiltappliance.ui.autostart.AutostartView;
import org.quiltappliance.ui.autostart.AutostartViewModel;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeAutostart;
import org.quiltappliance.ui.testing.SomeSettings;
import org.quiltappliance.ui.text.Texts;

/** Page Settings in the middle of something, for pictures. */
public final class SettingsScenes {

    private SettingsScenes() {}

    private static SomeSettings settings() {
        return new SomeSettings()
                .with("APPLIANCE_NAME", "Data of the institute", Source.FILE)
                .with("APPLIANCE_REGISTRY_PORT", "5001", Source.ENVIRONMENT)
                .with("APPLIANCE_BIND", "192.168.1.20", Source.FILE)
                .with("APPLIANCE_TLS", "self-signed", Source.FILE)
                .with("APPLIANCE_DB", "external", Source.FILE)
                .with("SQLALCHEMY_DATABASE_URI", "postgresql://bob:secret@db.example.org/quilt", Source.SECRETS)
                .with("APPLIANCE_STORE", "external", Source.FILE)
                .with("S3_ENDPOINT", "s3.eu-central-1.amazonaws.com", Source.FILE)
                .with("AWS_ACCESS_KEY_ID", "MDJJEXAMPLE", Source.FILE)
                .with("AWS_SECRET_ACCESS_KEY", "not shown", Source.SECRETS)
                .with("SMTP_HOST", "smtp.example.org", Source.FILE)
                .with("SMTP_PASSWORD", "not shown", Source.SECRETS)
                .with("AUTH_PROVIDER", "github", Source.FILE)
                .port(new PortLook(PortLook.State.TAKEN, "node (process 4711, user ana)", 3001))
                .encrypted()
                .testing(
                        stage("Name", State.PASSED, "db.example.org is 10.0.0.7", ""),
                        stage("Connection", State.PASSED, "port 5432 is open", ""),
                        new TrialStage(
                                "Bucket",
                                State.FAILED,
                                "The S3 server has no bucket packages (NoSuchBucket).",
                                "Make the bucket, or name one that is there.",
                                Optional.of(Offer.CREATE_BUCKET)));
    }

    private static TrialStage stage(String name, State state, String detail, String remedy) {
        return new TrialStage(name, state, detail, remedy, Optional.empty());
    }

    /** The page with one value that is wrong, and tests that were made. */
    public static SettingsViewModel model(
            ObservableValue<ApplianceSnapshot> now, Commands commands, Dialogs dialogs, Texts texts) {
        return model(settings(), now, commands, dialogs, texts);
    }

    /** The same while a sign-in at GitHub is tried. */
    public static SettingsViewModel waiting(ObservableValue<ApplianceSnapshot> now, Texts texts) {
        var settings = settings()
                .testing(
                        stage("Application", State.PASSED, "GitHub knows the application Data of the institute", ""),
                        new TrialStage(
                                "Sign-in",
                                State.TRYING,
                                "Sign in at GitHub in the browser.",
                                "",
                                Optional.empty(),
                                Optional.of(URI.create("https://github.com/login/oauth/authorize?client_id=0a1b"))))
                .silent();
        return model(settings, now, new RecordedCommands(), new ShownDialogs(), texts);
    }

    private static SettingsViewModel model(
            SomeSettings settings,
            ObservableValue<ApplianceSnapshot> now,
            Commands commands,
            Dialogs dialogs,
            Texts texts) {
        var around =
                new SettingsViewModel.Surroundings(settings, new DirectTasks(), commands, dialogs, texts, said -> {});
        var model = new SettingsViewModel(now, around);
        model.refresh();
        model.field("APPLIANCE_CATALOG_PORT").draftProperty().set("70000");
        for (What what : What.values()) {
            model.trial(what).start();
        }
        return model;
    }

    /** The page that nothing was read for yet. */
    public static SettingsViewModel unread(Tasks tasks, Texts texts) {
        return new SettingsViewModel(
                new SimpleObjectProperty<>(Snapshots.persistent().make()),
                new SettingsViewModel.Surroundings(
                        settings(), tasks, new RecordedCommands(), new ShownDialogs(), texts, said -> {}));
    }

    /** It on that sheet. */
    public static Region page(SettingsViewModel model, Sheet sheet, Texts texts) {
        model.sheetProperty().set(sheet);
        return new SettingsView(
                model,
                texts,
                new SettingsView.Desktop(
                        Optional::empty,
                        Optional::empty,
                        Optional::empty,
                        Optional::empty,
                        address -> {},
                        () -> () -> {}),
                new AutostartView(
                        new AutostartViewModel(new SomeAutostart(), new DirectTasks(), texts, said -> {}), texts));
    }

    private static SettingsViewModel stopped(Dialogs dialogs, Texts texts) {
        var now = new SimpleObjectProperty<ApplianceSnapshot>(
                Snapshots.stopped().in(Mode.PERSISTENT).make());
        var around = new SettingsViewModel.Surroundings(
                settings(), new DirectTasks(), new RecordedCommands(), dialogs, texts, said -> {});
        var model = new SettingsViewModel(now, around);
        model.refresh();
        return model;
    }

    /** The question what becomes of the data. */
    public static void askToMove(Dialogs dialogs, Texts texts) {
        var model = stopped(dialogs, texts);
        model.field("APPLIANCE_DB").draftProperty().set("managed");
        model.save(false);
    }

    /** The question what becomes of a port that another program has. */
    public static void askAboutPort(Dialogs dialogs, Texts texts) {
        var now =
                new SimpleObjectProperty<ApplianceSnapshot>(Snapshots.stopped().make());
        var taken = settings().port(new PortLook(PortLook.State.TAKEN, "node (process 4711)", 3051));
        var around = new SettingsViewModel.Surroundings(
                taken, new DirectTasks(), new RecordedCommands(), dialogs, texts, said -> {});
        var model = new SettingsViewModel(now, around);
        model.refresh();
        model.portNote("APPLIANCE_CATALOG_PORT", "APPLIANCE_REGISTRY_PORT");
        model.field("APPLIANCE_CATALOG_PORT").draftProperty().set("3050");
        model.save(false);
    }

    /** The question before everybody may come in. */
    public static void askAboutEverybody(Dialogs dialogs, Texts texts) {
        var model = stopped(dialogs, texts);
        model.field("ALLOW_ANONYMOUS_ACCESS").draftProperty().set("true");
        model.save(false);
    }

    /** What an import would do. */
    public static void showImport(Dialogs dialogs, Texts texts) {
        try {
            Path file = Files.createTempDirectory("scene").resolve("quilt-config.env");
            Files.writeString(file, """
                    QUILT_SERVER_CONFIG=prod_config.py
                    SQLALCHEMY_DATABASE_URI=postgresql://quilt:secret@db/quilt
                    ALLOW_ANONYMOUS_ACCESS=false
                    SMTP_PORT=many
                    TEAM_ID=ice
                    """);
            stopped(dialogs, texts).importFile(file);
            Files.delete(file);
            Files.delete(file.getParent());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
