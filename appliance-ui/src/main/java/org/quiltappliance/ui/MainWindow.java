package org.quiltappliance.ui;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.Lifecycle.Subscription;
import org.quiltappliance.ui.connect.ConnectView;
import org.quiltappliance.ui.connect.ConnectViewModel;
import org.quiltappliance.ui.controls.EmptyPage;
import org.quiltappliance.ui.diagnostics.DiagnosticsView;
import org.quiltappliance.ui.diagnostics.DiagnosticsViewModel;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.logs.FileLogFeed;
import org.quiltappliance.ui.logs.LogsView;
import org.quiltappliance.ui.logs.LogsViewModel;
import org.quiltappliance.ui.mode.CarryOverView;
import org.quiltappliance.ui.mode.ModeSwitch;
import org.quiltappliance.ui.overview.OverviewView;
import org.quiltappliance.ui.overview.OverviewViewModel;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.shell.ShellView;
import org.quiltappliance.ui.shell.ShellViewModel;
import org.quiltappliance.ui.state.ApplianceStatus;
import org.quiltappliance.ui.state.BackgroundTasks;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.FxThread;
import org.quiltappliance.ui.state.Ticker;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Mark;
import org.quiltappliance.ui.theme.Theme;

/** The window: its parts, put together, around one appliance. */
public final class MainWindow implements AutoCloseable {

    private static final double WIDTH = 1100;
    private static final double HEIGHT = 740;
    private static final double MIN_WIDTH = 900;
    private static final double MIN_HEIGHT = 600;

    private final FxThread fxThread = new FxThread();
    private final Ticker ticker = new Ticker(Clock.systemUTC());
    private final BackgroundTasks tasks = new BackgroundTasks(fxThread);
    private final ApplianceService service;
    private final Stage stage;
    private final Texts texts;
    private final Consumer<String> browse;
    private final ApplianceStatus status;
    private final DialogLayer layer;
    private final Commands commands;
    private final ShellView shell;
    private final Subscription subscription;

    /**
     * To be called on the JavaFX thread.
     *
     * @param browse opens an address in the browser, or a folder in the system's file viewer
     */
    public MainWindow(ApplianceService service, Stage stage, Texts texts, Consumer<String> browse) {
        this.service = service;
        this.stage = stage;
        this.texts = texts;
        this.browse = browse;
        status = new ApplianceStatus(service.snapshot(), fxThread);
        layer = new DialogLayer(texts, this::drawn);
        commands = new ServiceCommands(service, tasks, layer, texts, layer::say);
        shell = new ShellView(new ShellViewModel(status.snapshotProperty(), commands, texts), texts, this::page);
        layer.cover(shell);
        // What happened between the first snapshot and now is told, too.
        subscription = service.subscribe(status::accept);
        status.accept(service.snapshot());
    }

    private Region page(Page page) {
        var snapshot = status.snapshotProperty();
        return switch (page) {
            case OVERVIEW ->
                new OverviewView(
                        new OverviewViewModel(snapshot, ticker.nowProperty(), commands, texts), texts, browse);
            case CONNECT -> new ConnectView(new ConnectViewModel(snapshot, texts), texts);
            case LOGS -> new LogsView(new LogsViewModel(new FileLogFeed(home().logs(), fxThread), texts), texts);
            case DIAGNOSTICS ->
                new DiagnosticsView(
                        new DiagnosticsViewModel(new ServiceDiagnostics(service), tasks, commands, texts),
                        texts,
                        new DiagnosticsView.Desktop(this::chooseArchive, this::opener, about()));
            default -> new EmptyPage(texts.of("page." + page.word()), texts.of("page.later"));
        };
    }

    private Optional<Node> drawn(Dialog.Content content) {
        return content instanceof ModeSwitch.CarryOver form
                ? Optional.of(new CarryOverView(form, texts))
                : Optional.empty();
    }

    private Home home() {
        return service.settings().home();
    }

    private Optional<Path> chooseArchive() {
        var chooser = new FileChooser();
        chooser.setTitle(texts.of("diagnostics.save"));
        chooser.setInitialFileName("quilt-appliance-diagnostics.zip");
        return Optional.ofNullable(chooser.showSaveDialog(stage)).map(file -> file.toPath());
    }

    private Runnable opener(String name) {
        return () -> browse.accept(folder(name).toUri().toString());
    }

    private Path folder(String name) {
        return switch (name) {
            case "logs" -> home().logs();
            case "backups" -> service.data().folder();
            default -> home().folder();
        };
    }

    private String about() {
        return texts.of(
                "about",
                status.snapshot().version(),
                System.getProperty("java.version"),
                System.getProperty("javafx.runtime.version"));
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
        stage.showingProperty().addListener(changed -> watchWhileSeen());
        stage.iconifiedProperty().addListener(changed -> watchWhileSeen());
        stage.show();
    }

    private void watchWhileSeen() {
        boolean seen = stage.isShowing() && !stage.isIconified();
        status.setWatched(seen);
        ticker.setRunning(seen);
    }

    @Override
    public void close() {
        subscription.close();
        ticker.setRunning(false);
        tasks.close();
    }
}
