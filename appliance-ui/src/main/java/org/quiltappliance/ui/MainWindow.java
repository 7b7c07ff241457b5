package org.quiltappliance.ui;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.lifecycle.Lifecycle.Subscription;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.fixes.Fixes;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.shell.ShellView;
import org.quiltappliance.ui.shell.ShellViewModel;
import org.quiltappliance.ui.state.ApplianceStatus;
import org.quiltappliance.ui.state.BackgroundTasks;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.FxThread;
import org.quiltappliance.ui.state.MetricsFeed;
import org.quiltappliance.ui.state.Ticker;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Mark;
import org.quiltappliance.ui.theme.Theme;
import org.quiltappliance.ui.users.AdmissionNote;
import org.quiltappliance.ui.wizard.WizardView;
import org.quiltappliance.ui.wizard.WizardViewModel;

/** The window: its parts, put together, around one appliance. */
public final class MainWindow implements AutoCloseable {

    private static final double WIDTH = 1100;
    private static final double HEIGHT = 740;
    private static final double MIN_WIDTH = 900;
    private static final double MIN_HEIGHT = 600;

    private final FxThread fxThread = new FxThread();
    private final Ticker ticker = new Ticker(Clock.systemUTC());
    private final BackgroundTasks tasks = new BackgroundTasks(fxThread);
    private final Stage stage;
    private final Texts texts;
    private final ApplianceStatus status;
    private final MetricsFeed metrics;
    private final DialogLayer layer;
    private final Commands commands;
    private final ShellViewModel model;
    private final ShellView shell;
    private final WizardViewModel wizard;
    private final Subscription subscription;
    private final InvalidationListener seen = changed -> watchWhileSeen();

    /**
     * To be called on the JavaFX thread.
     *
     * @param browse opens an address in the browser, or a folder in the system's file viewer
     */
    public MainWindow(ApplianceService service, Stage stage, Texts texts, Consumer<String> browse) {
        this.stage = stage;
        this.texts = texts;
        status = new ApplianceStatus(service.snapshot(), fxThread);
        metrics = new MetricsFeed(service::watchMetrics, fxThread);
        layer = new DialogLayer(texts, content -> Pages.form(content, texts));
        var files = new FileChoices(stage, texts);
        var desktop = new WindowDesktop(files, this::go, browse, this::quit);
        var fixes =
                new Fixes(new Fixes.Surroundings(new ServiceFixes(service), desktop, tasks, layer, texts, layer::say));
        commands =
                new ServiceCommands(service, tasks, layer, texts, layer::say, fixes::apply, this::setUp, stage::close);
        var pages = new Pages(new Pages.Ground(
                service,
                status.snapshotProperty(),
                ticker.nowProperty(),
                metrics.readingProperty(),
                commands,
                tasks,
                fxThread,
                layer,
                texts,
                files,
                browse,
                this::go,
                layer::say));
        model = new ShellViewModel(status.snapshotProperty(), commands, texts);
        shell = new ShellView(model, texts, pages::page);
        wizard = pages.wizard(this::end);
        layer.cover(front(new WizardView(wizard, texts, files::backupToOpen, files::envFile)));
        if (service.firstRun().isDue()) {
            wizard.show();
        }
        // What happened between the first snapshot and now is told, too.
        subscription = service.subscribe(status::accept);
        status.accept(service.snapshot());
    }

    /** Only one of the two is there: in the wizard nothing leads past it but its own buttons. */
    private Region front(WizardView assistant) {
        var front = new StackPane();
        Nodes.follow(wizard.openProperty(), isOpen -> front.getChildren().setAll(isOpen ? assistant : shell));
        return front;
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

    /** Brings it before all others. On any thread. */
    public void toFront() {
        fxThread.execute(() -> {
            stage.setIconified(false);
            stage.show();
            stage.toFront();
            stage.requestFocus();
        });
    }

    /** Shows the password of the first administrator, once. On any thread but that of JavaFX; returns when it is seen. */
    public void tell(NewAdministrator made) {
        var seen = new CompletableFuture<Void>();
        fxThread.execute(() -> {
            layer.show(new Dialog(
                    texts.of("administrator.title", made.name()),
                    texts.of("administrator.text"),
                    new AdmissionNote(made.password().reveal()),
                    List.of()));
            seen.complete(null);
        });
        seen.join();
    }

    private void go(Page page) {
        wizard.leave();
        model.pageProperty().set(page);
    }

    /** Fills the stage and shows it. */
    public void show(Theme theme) {
        var scene = new Scene(layer, WIDTH, HEIGHT);
        theme.dress(scene);
        stage.titleProperty().bind(shell.title());
        stage.getIcons().setAll(Mark.images());
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.setScene(scene);
        stage.showingProperty().addListener(seen);
        stage.iconifiedProperty().addListener(seen);
        stage.setOnCloseRequest(asked -> {
            asked.consume();
            quit();
        });
        stage.show();
    }

    private void watchWhileSeen() {
        boolean isSeen = stage.isShowing() && !stage.isIconified();
        status.setWatched(isSeen);
        ticker.setRunning(isSeen);
        metrics.setWatched(isSeen);
    }

    @Override
    public void close() {
        stage.showingProperty().removeListener(seen);
        stage.iconifiedProperty().removeListener(seen);
        subscription.close();
        ticker.setRunning(false);
        metrics.setWatched(false);
        tasks.close();
    }
}
