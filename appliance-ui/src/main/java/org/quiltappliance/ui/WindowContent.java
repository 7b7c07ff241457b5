package org.quiltappliance.ui;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.ui.autostart.Autostart;
import org.quiltappliance.ui.controls.KeptColumnWidths;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.exit.Leaving;
import org.quiltappliance.ui.failures.Uncaught;
import org.quiltappliance.ui.fixes.Fixes;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.shell.ShellView;
import org.quiltappliance.ui.shell.ShellViewModel;
import org.quiltappliance.ui.state.ApplianceStatus;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.FxThread;
import org.quiltappliance.ui.state.MetricsFeed;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.state.Ticker;
import org.quiltappliance.ui.state.ViewMemory;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.users.AdmissionNote;
import org.quiltappliance.ui.wizard.WizardView;
import org.quiltappliance.ui.wizard.WizardViewModel;

/** Everything in the window, in one language: the frame with its pages, and the dialogs in front of them. */
final class WindowContent {

    /**
     * What goes on when the language changes.
     *
     * @param browse opens an address in the browser, or a folder in the system's file viewer
     */
    record Ground(
            ApplianceService service,
            Stage stage,
            FxThread fxThread,
            Tasks tasks,
            ApplianceStatus status,
            MetricsFeed metrics,
            Ticker ticker,
            Consumer<String> browse,
            Leaving.Ways ways,
            ViewMemory memory,
            Autostart autostart) {}

    private final Ground ground;
    private final Texts texts;
    private final DialogLayer layer;
    private final Commands commands;
    private final ShellViewModel model;
    private final ShellView shell;
    private final WizardViewModel wizard;

    /** To be made on the JavaFX thread. */
    WindowContent(Ground ground, Texts texts) {
        this.ground = ground;
        this.texts = texts;
        var service = ground.service();
        layer = new DialogLayer(texts, content -> Pages.form(content, texts));
        var files = new FileChoices(ground.stage(), texts);
        var desktop = new WindowDesktop(files, this::go, ground.browse(), this::quit);
        var fixes = new Fixes(
                new Fixes.Surroundings(new ServiceFixes(service), desktop, ground.tasks(), layer, texts, layer::say));
        commands = new ServiceCommands(
                service,
                new ServiceCommands.Around(
                        ground.tasks(),
                        layer,
                        texts,
                        layer::say,
                        fixes::apply,
                        this::setUp,
                        ground.browse(),
                        ground.ways()));
        var snapshot = ground.status().snapshotProperty();
        var pages = new Pages(new Pages.Ground(
                service,
                snapshot,
                ground.ticker().nowProperty(),
                ground.metrics().readingProperty(),
                commands,
                ground.tasks(),
                ground.fxThread(),
                layer,
                texts,
                files,
                ground.browse(),
                this::go,
                this::page,
                new KeptColumnWidths(ground.memory().values(), ground.memory()::put),
                layer::say,
                ground.memory(),
                ground.autostart()));
        model = new ShellViewModel(snapshot, commands, texts);
        ground.memory().keep("page", model.pageProperty(), Page.class);
        shell = new ShellView(model, texts, pages::page);
        wizard = pages.wizard(this::end);
        layer.cover(front(new WizardView(wizard, texts, files::backupToOpen, files::envFile)));
    }

    /** Only one of the two is there: in the wizard nothing leads past it but its own buttons. */
    private Region front(WizardView assistant) {
        var front = new StackPane();
        Nodes.follow(wizard.openProperty(), isOpen -> front.getChildren().setAll(isOpen ? assistant : shell));
        return front;
    }

    /** Begins with the set-up assistant. */
    void welcome() {
        wizard.show();
    }

    private void setUp() {
        wizard.open();
    }

    private void end(WizardViewModel.End where) {
        go(
                switch (where) {
                    case OVERVIEW -> Page.OVERVIEW;
                    case CONNECT -> Page.CONNECT;
                });
    }

    private void quit() {
        commands.quit();
    }

    private void go(Page page) {
        wizard.leave();
        model.pageProperty().set(page);
    }

    private Page page() {
        return model.pageProperty().get();
    }

    Parent root() {
        return layer;
    }

    ObservableValue<String> title() {
        return shell.title();
    }

    Commands commands() {
        return commands;
    }

    Texts texts() {
        return texts;
    }

    /** Says so when something failed that nobody expected. */
    Uncaught uncaught() {
        var service = ground.service();
        return new Uncaught(ground.fxThread(), layer, texts, service::withoutSecrets, Pages.about(service, texts));
    }

    /** Shows the password of the first administrator, once. On any thread but that of JavaFX; returns when it is seen. */
    void tell(NewAdministrator made) {
        var seen = new CompletableFuture<Void>();
        ground.fxThread().execute(() -> {
            layer.show(new Dialog(
                    texts.of("administrator.title", made.name()),
                    texts.of("administrator.text"),
                    new AdmissionNote(made.password().reveal()),
                    List.of()));
            seen.complete(null);
        });
        seen.join();
    }
}
