package org.quiltappliance.ui;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.config.PanelConfig;
import org.quiltappliance.server.home.WindowState;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Lifecycle.Subscription;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.ui.autostart.Autostart;
import org.quiltappliance.ui.desktop.DesktopLook;
import org.quiltappliance.ui.desktop.DesktopLooks;
import org.quiltappliance.ui.exit.Leaving;
import org.quiltappliance.ui.state.ApplianceStatus;
import org.quiltappliance.ui.state.BackgroundTasks;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.FxThread;
import org.quiltappliance.ui.state.MetricsFeed;
import org.quiltappliance.ui.state.Ticker;
import org.quiltappliance.ui.state.ViewMemory;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Mark;
import org.quiltappliance.ui.theme.Theme;
import org.quiltappliance.ui.tray.Tray;
import org.quiltappliance.ui.tray.TrayMenu;
import org.quiltappliance.ui.tray.TrayModel;
import org.quiltappliance.ui.tray.TrayPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window: its parts, put together, around one appliance. */
public final class MainWindow implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MainWindow.class);

    /** On some desktops the tray never answers. */
    private static final Duration TRAY_LIMIT = Duration.ofSeconds(3);

    /**
     * What the window needs of the desktop.
     *
     * @param browse opens an address in the browser, or a folder in the system's file viewer
     * @param exit ends the program
     * @param locale how this computer writes numbers and times
     * @param looks how it looks
     */
    public record Desktop(
            Consumer<String> browse,
            Runnable exit,
            Tray.Finder tray,
            Autostart autostart,
            Locale locale,
            DesktopLooks looks) {}

    /**
     * What is known when the window opens.
     *
     * @param panel what the settings say of it
     * @param last what it was like the last time
     * @param isFirst whether nobody has said yet what the registry is to be
     */
    public record Beginning(PanelConfig panel, WindowState last, boolean isFirst) {

        /** Reads both. Not on the JavaFX thread. */
        public static Beginning of(ApplianceService service) throws IOException {
            return new Beginning(
                    service.panel(),
                    WindowState.read(service.settings().home()),
                    service.firstRun().isDue());
        }

        /** The same for somebody who wants the registry as it is, and needs no assistant. */
        Beginning setUp() {
            return new Beginning(panel, last, false);
        }
    }

    private final FxThread fxThread = new FxThread();
    private final Ticker ticker = new Ticker(Clock.systemUTC());
    private final BackgroundTasks tasks = new BackgroundTasks(fxThread);
    private final ApplianceService service;
    private final Stage stage;
    private final Desktop desktop;
    private final ApplianceStatus status;
    private final MetricsFeed metrics;
    private final ViewMemory memory;
    private final WindowKeeper keeper;
    private final WindowContent.Ground ground;
    private final TrayPlace tray;
    private final AtomicReference<PanelConfig> panel;
    private final AtomicReference<WindowContent> content;
    private final AtomicReference<TrayModel> trayModel;
    private final AtomicReference<WindowState> present;
    private final Subscription news;
    private final Subscription changes;
    private final InvalidationListener seen = changed -> watchWhileSeen();
    private DesktopLook worn = DesktopLook.USUAL;
    private final InvalidationListener focused = changed -> lookAgain();

    /** To be called on the JavaFX thread. */
    public MainWindow(ApplianceService service, Stage stage, Desktop desktop, Beginning beginning) {
        this.service = service;
        this.stage = stage;
        this.desktop = desktop;
        status = new ApplianceStatus(service.snapshot(), fxThread);
        metrics = new MetricsFeed(service::watchMetrics, fxThread);
        memory = new ViewMemory(beginning.last().views(), this::touched);
        keeper = new WindowKeeper(stage, memory::values, this::saveSoon);
        panel = new AtomicReference<>(beginning.panel());
        present = new AtomicReference<>(beginning.last());
        ground = new WindowContent.Ground(
                service,
                stage,
                fxThread,
                tasks,
                status,
                metrics,
                ticker,
                desktop.browse(),
                new Leaving.Ways(desktop.exit(), this::toBackground, this::hasTray),
                memory,
                desktop.autostart());
        content = new AtomicReference<>(new WindowContent(ground, texts()));
        if (beginning.isFirst()) {
            content.get().welcome();
        }
        trayModel = new AtomicReference<>(trayModel());
        tray = new TrayPlace(desktop.tray(), new Menu(), trayModel.get().look(service.snapshot()), TRAY_LIMIT);
        keeper.place(beginning.last());
        // What happened between the first snapshot and now is told, too.
        news = service.subscribe(this::accept);
        status.accept(service.snapshot());
        changes = service.watchPanel(changed -> fxThread.execute(() -> apply(changed)));
    }

    private Texts texts() {
        return Texts.of(panel.get().language(), desktop.locale());
    }

    private TrayModel trayModel() {
        return new TrayModel(texts(), () -> panel.get().notifications(), this::tell);
    }

    private void tell(TrayModel.Notice notice) {
        tray.tell(notice);
    }

    private void accept(ApplianceSnapshot snapshot) {
        status.accept(snapshot);
        tray.show(trayModel.get().look(snapshot));
    }

    /** What takes effect at once does so ({@code control-panel.md} UI-6). */
    private void apply(PanelConfig changed) {
        var before = panel.getAndSet(changed);
        Scene scene = stage.getScene();
        if (scene == null) {
            return;
        }
        if (changed.look() != before.look()) {
            dress(scene, desktop.looks().last());
        }
        if (changed.language() != before.language()) {
            var other = new WindowContent(ground, texts());
            content.set(other);
            trayModel.set(trayModel());
            stage.titleProperty().bind(other.title());
            scene.setRoot(other.root());
        }
    }

    private void dress(Scene scene, DesktopLook look) {
        worn = look;
        Theme.of(panel.get().look(), look).dress(scene, look.still());
    }

    /** The desktop may have been set up otherwise while somebody was elsewhere. */
    private void lookAgain() {
        if (!stage.isFocused()) {
            return;
        }
        tasks.run(
                desktop.looks()::ask,
                now -> {
                    Scene scene = stage.getScene();
                    if (scene != null && !now.equals(worn)) {
                        dress(scene, now);
                    }
                },
                failed -> log.warn("The desktop does not tell how it looks", failed));
    }

    private Commands commands() {
        return content.get().commands();
    }

    private boolean hasTray() {
        return tray.isThere();
    }

    /** Lets the registry run on where it does not disturb ({@code control-panel.md} TR-1). */
    private void toBackground() {
        if (hasTray()) {
            stage.hide();
        } else {
            stage.setIconified(true);
        }
    }

    /** Brings it before all others. On any thread. */
    public void toFront() {
        fxThread.execute(() -> {
            if (stage.isIconified()) {
                // Not every desktop heeds the wish of a minimised window to come back; each shows a window that is new.
                stage.hide();
                stage.setIconified(false);
            }
            stage.show();
            stage.toFront();
            stage.requestFocus();
        });
    }

    /** Shows the password of the first administrator, once. On any thread but that of JavaFX; returns when it is seen. */
    public void tell(NewAdministrator made) {
        content.get().tell(made);
    }

    /** Fills the stage and shows it. @param minimised whether it only lies in the task bar at first */
    public void show(boolean minimised) {
        var scene = new Scene(content.get().root());
        dress(scene, desktop.looks().last());
        stage.titleProperty().bind(content.get().title());
        stage.getIcons().setAll(Mark.images());
        stage.setScene(scene);
        stage.showingProperty().addListener(seen);
        stage.iconifiedProperty().addListener(seen);
        stage.focusedProperty().addListener(focused);
        stage.setOnCloseRequest(asked -> {
            asked.consume();
            commands().close();
        });
        stage.setIconified(minimised);
        stage.show();
    }

    /** Who is to hear of failures that nobody expected. */
    public Thread.UncaughtExceptionHandler uncaught() {
        return (thread, failure) -> content.get().uncaught().uncaughtException(thread, failure);
    }

    private void watchWhileSeen() {
        boolean isSeen = stage.isShowing() && !stage.isIconified();
        status.setWatched(isSeen);
        ticker.setRunning(isSeen);
        metrics.setWatched(isSeen);
    }

    private void touched() {
        keeper.touched();
    }

    private void saveSoon() {
        present.set(keeper.present());
        tasks.run(
                () -> {
                    save();
                    return true;
                },
                saved -> {},
                failed -> log.warn("The place of the window could not be written down", failed));
    }

    /** Writes down what the window is like, or was like when it was closed. Not on the JavaFX thread. */
    public void save() throws IOException {
        present.get().write(service.settings().home());
    }

    @Override
    public void close() {
        present.set(keeper.present());
        keeper.close();
        stage.showingProperty().removeListener(seen);
        stage.iconifiedProperty().removeListener(seen);
        stage.focusedProperty().removeListener(focused);
        changes.close();
        news.close();
        ticker.setRunning(false);
        metrics.setWatched(false);
        tray.close();
        tasks.close();
    }

    /** The menu of the tray, which speaks on threads of its own. */
    private final class Menu implements TrayMenu {

        @Override
        public void openPanel() {
            toFront();
        }

        @Override
        public void openCatalog() {
            fxThread.execute(() -> commands().openCatalog());
        }

        @Override
        public void copyRegistryAddress() {
            fxThread.execute(() -> commands().copyRegistryAddress());
        }

        /** A stop may have a question, which needs the window. */
        @Override
        public void startOrStop() {
            if (service.snapshot().state().isUp()) {
                toFront();
                fxThread.execute(() -> commands().stop());
            } else if (service.snapshot().state().isSettled()) {
                fxThread.execute(() -> commands().start());
            } else {
                fxThread.execute(() -> commands().cancelStart());
            }
        }

        @Override
        public void backUp() {
            fxThread.execute(() -> commands().backUp());
        }

        @Override
        public void quit() {
            toFront();
            fxThread.execute(() -> commands().quit());
        }
    }
}
