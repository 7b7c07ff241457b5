package org.quiltappliance.ui;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Lifecycle.Subscription;
import org.quiltappliance.ui.connect.ConnectView;
import org.quiltappliance.ui.connect.ConnectViewModel;
import org.quiltappliance.ui.controls.EmptyPage;
import org.quiltappliance.ui.logs.FileLogFeed;
import org.quiltappliance.ui.logs.LogsView;
import org.quiltappliance.ui.logs.LogsViewModel;
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
    private final Texts texts;
    private final Path logs;
    private final Ticker ticker = new Ticker(Clock.systemUTC());
    private final BackgroundTasks tasks;
    private final ApplianceStatus status;
    private final Commands commands;
    private final Subscription subscription;
    private final ShellView shell;
    private final Consumer<String> browse;

    /**
     * What the window is made with.
     *
     * @param browse opens an address in the browser
     */
    public record Surroundings(Texts texts, Consumer<String> browse) {}

    /** To be called on the JavaFX thread. */
    public MainWindow(ApplianceService service, Surroundings around) {
        texts = around.texts();
        browse = around.browse();
        logs = service.settings().home().logs();
        tasks = new BackgroundTasks(fxThread);
        status = new ApplianceStatus(service.snapshot(), fxThread);
        commands = new ServiceCommands(service, tasks, refused -> {});
        var model = new ShellViewModel(status.snapshotProperty(), commands, texts);
        shell = new ShellView(model, texts, this::page);
        // What happened between the first snapshot and now is told, too.
        subscription = service.subscribe(status::accept);
        status.accept(service.snapshot());
    }

    private Region page(Page page) {
        return switch (page) {
            case OVERVIEW ->
                new OverviewView(
                        new OverviewViewModel(status.snapshotProperty(), ticker.nowProperty(), commands, texts),
                        texts,
                        browse);
            case CONNECT -> new ConnectView(new ConnectViewModel(status.snapshotProperty(), texts), texts);
            case LOGS -> new LogsView(new LogsViewModel(new FileLogFeed(logs, fxThread), texts), texts);
            default -> new EmptyPage(texts.of("page." + page.word()), texts.of("page.later"));
        };
    }

    /** What the window shows now, for tests. */
    ApplianceSnapshot shown() {
        return status.snapshot();
    }

    /** Fills the stage and shows it. */
    public void show(Stage stage, Theme theme) {
        var scene = new Scene(shell, WIDTH, HEIGHT);
        theme.dress(scene);
        stage.titleProperty().bind(shell.title());
        stage.getIcons().setAll(Mark.images());
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.setScene(scene);
        watchWhileSeen(stage);
        stage.show();
    }

    private void watchWhileSeen(Stage stage) {
        Runnable look = () -> {
            boolean seen = stage.isShowing() && !stage.isIconified();
            status.setWatched(seen);
            ticker.setRunning(seen);
        };
        stage.showingProperty().addListener(changed -> look.run());
        stage.iconifiedProperty().addListener(changed -> look.run());
    }

    @Override
    public void close() {
        subscription.close();
        ticker.setRunning(false);
        tasks.close();
    }
}
