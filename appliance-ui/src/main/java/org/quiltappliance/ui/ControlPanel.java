package org.quiltappliance.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.OpenAppliance;
import org.quiltappliance.server.OpenAppliance.Other;
import org.quiltappliance.server.SettingsSource;
import org.quiltappliance.server.config.PanelConfig;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.process.Signals;
import org.quiltappliance.ui.autostart.Autostart;
import org.quiltappliance.ui.autostart.Autostarts;
import org.quiltappliance.ui.autostart.Launch;
import org.quiltappliance.ui.desktop.DesktopLook;
import org.quiltappliance.ui.desktop.DesktopLooks;
import org.quiltappliance.ui.desktop.Programs;
import org.quiltappliance.ui.remote.RemoteView;
import org.quiltappliance.ui.state.FxThread;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Mark;
import org.quiltappliance.ui.theme.Theme;
import org.quiltappliance.ui.tray.SystemTrayIcon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desktop application: opens the appliance of a home folder and shows its window. */
public final class ControlPanel extends Application {

    /** Behind the program's name, for a start that nobody waits for. */
    public static final String MINIMISED = "--minimised";

    private static final Logger log = LoggerFactory.getLogger(ControlPanel.class);

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int REFUSED = 3;
    private static final int INTERRUPTED = 130;

    /** The window does not wait longer to know how the desktop looks. */
    private static final Duration FOR_THE_DESKTOP = Duration.ofMillis(500);

    /** For those that change what the system opens at log-in, which take moments. */
    private static final Duration PATIENCE_WITH_PROGRAMS = Duration.ofMinutes(1);

    private static final double NARROW = 640;
    private static final double LOW = 320;
    private static final double HIGH = 600;

    /** The toolkit makes the application and hands it to nobody, so this is how whoever launched it hears of its end. */
    private static final CompletableFuture<Integer> ENDED = new CompletableFuture<>();

    private final AtomicReference<@Nullable OpenAppliance> appliance = new AtomicReference<>();
    private final AtomicReference<@Nullable MainWindow> window = new AtomicReference<>();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private volatile @Nullable Refused refused;
    private volatile MainWindow.@Nullable Beginning beginning;
    private volatile @Nullable Home home;
    private final DesktopLooks looks = DesktopLooks.on(System.getProperty("os.name"));
    private volatile PanelConfig wishes = PanelConfig.standard();

    /** Shows the window and returns when everything has come to rest. @return the exit code of the process */
    static int run(String... arguments) {
        Application.launch(ControlPanel.class, arguments);
        return ENDED.join();
    }

    @Override
    public void init() {
        new Signals().call(this::interrupted);
        // For the ends that come without a signal, such as that of a session on Windows.
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
        var look = CompletableFuture.supplyAsync(looks::ask);
        open(Home.find(option("home"), System.getenv(), Home.Computer.here()));
        // Before the window is there, so that it does not change its colours at once; a desktop that is slow is asked
        // again then.
        look.completeOnTimeout(DesktopLook.USUAL, FOR_THE_DESKTOP.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Opens the appliance of that home folder, or finds out why that cannot be. Not on the JavaFX thread. */
    private void open(Home wanted) {
        home = wanted;
        refused = null;
        var source = new SettingsSource(wanted, Map.of(), System.getenv(), Clock.systemUTC());
        try {
            var open = OpenAppliance.open(source, this::tell);
            appliance.set(open);
            beginning = MainWindow.Beginning.of(open.service());
        } catch (ProblemException thrown) {
            var problem = thrown.problem();
            wishes = wishes(source);
            refused = new Refused(
                    problem,
                    problem.code() == ProblemCode.HOME_IN_USE
                            ? Optional.of(OpenAppliance.showOther(wanted))
                            : Optional.empty());
        } catch (IOException | RuntimeException failed) {
            log.warn("The home folder could not be opened", failed);
            end();
            wishes = wishes(source);
            refused = new Refused(
                    new Problems(Clock.systemUTC())
                            .internal(wanted.folder().toString(), String.valueOf(failed), wanted.logs()),
                    Optional.empty());
        }
    }

    /** How people want the window where there is no appliance to ask for that. */
    private static PanelConfig wishes(SettingsSource source) {
        try {
            return PanelConfig.of(source.read());
        } catch (IOException unreadable) {
            log.info("The settings cannot be read, so the window is as usual", unreadable);
            return PanelConfig.standard();
        }
    }

    private Texts texts() {
        return Texts.of(wishes.language(), Locale.getDefault());
    }

    /**
     * Why nothing was opened: one value, as a signal may ask for the exit code while it is being found out.
     *
     * @param other who has the home folder, if that is why
     */
    private record Refused(Problem problem, Optional<Other> other) {

        boolean by(Other found) {
            return other.equals(Optional.of(found));
        }

        int exitCode() {
            return other.map(found -> found == Other.SILENT ? REFUSED : DONE).orElse(FAILED);
        }
    }

    private Optional<String> option(String name) {
        return Optional.ofNullable(getParameters().getNamed().get(name));
    }

    /** The window is there before anything can be started. */
    private void tell(NewAdministrator made) {
        MainWindow shown = window.get();
        if (shown != null) {
            shown.tell(made);
        }
    }

    @Override
    public void start(Stage stage) {
        // The window may be away while the registry runs.
        Platform.setImplicitExit(false);
        Theme.loadFonts();
        show(stage, false);
    }

    /** Shows what was opened, or why nothing was. @param starts whether its registry is to be started at once */
    private void show(Stage stage, boolean starts) {
        OpenAppliance open = appliance.get();
        MainWindow.Beginning found = beginning;
        Refused no = refused;
        if (no != null) {
            if (no.by(Other.SHOWN)) {
                Platform.exit();
            } else {
                showTrouble(stage, no);
            }
            return;
        }
        if (open == null || found == null) {
            // A signal has closed again what was opened.
            Platform.exit();
            return;
        }
        var made = new MainWindow(
                open.service(),
                stage,
                new MainWindow.Desktop(
                        address -> getHostServices().showDocument(address),
                        Platform::exit,
                        SystemTrayIcon::find,
                        autostart(open.service()),
                        Locale.getDefault(),
                        looks),
                starts ? found.setUp() : found);
        window.set(made);
        Thread.setDefaultUncaughtExceptionHandler(made.uncaught());
        made.show(getParameters().getUnnamed().contains(MINIMISED));
        open.whenWanted(made::toFront);
        CompletableFuture.runAsync(starts ? open.service()::start : open.service()::opened);
    }

    private static Autostart autostart(ApplianceService service) {
        return Autostarts.on(
                System.getProperty("os.name"),
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Programs.within(PATIENCE_WITH_PROGRAMS),
                Launch.like(
                        service.snapshot().instanceId(),
                        Main.class,
                        List.of(MINIMISED, "--home=" + service.settings().home().folder())));
    }

    /** Nothing could be opened: there is only that to say, or another process to be looked at. */
    private void showTrouble(Stage stage, Refused no) {
        var page = no.by(Other.WITHOUT_WINDOW) ? remote(stage) : unopened(stage, no.problem());
        var scene = new Scene(page, NARROW, no.other().isPresent() ? HIGH : LOW);
        Theme.of(wishes.look(), looks.last()).dress(scene, looks.last().still());
        stage.getIcons().setAll(Mark.images());
        stage.setScene(scene);
        stage.setOnHidden(closed -> Platform.exit());
        stage.show();
    }

    private Parent unopened(Stage stage, Problem problem) {
        stage.titleProperty().unbind();
        stage.setTitle(texts().of("shell.brand"));
        return new UnopenedView(problem, texts(), new UnopenedView.Ways() {
            @Override
            public void again() {
                openAgain(stage, home(), false);
            }

            @Override
            public void choose() {
                new FileChoices(stage, texts()).folder().ifPresent(folder -> openAgain(stage, new Home(folder), false));
            }

            @Override
            public void folder(Path folder) {
                getHostServices().showDocument(folder.toUri().toString());
            }

            @Override
            public void quit() {
                Platform.exit();
            }
        });
    }

    private Parent remote(Stage stage) {
        var remote = RemoteRoot.over(
                home(), texts(), address -> getHostServices().showDocument(address), new RemoteView.Here() {
                    @Override
                    public void open() {
                        openAgain(stage, home(), false);
                    }

                    @Override
                    public void start() {
                        openAgain(stage, home(), true);
                    }
                });
        stage.titleProperty().bind(remote.title());
        return remote.content();
    }

    private Home home() {
        return Objects.requireNonNull(home);
    }

    /** Opens that one in the place of what the window says now. @param starts whether its registry is to be started at once */
    private void openAgain(Stage stage, Home wanted, boolean starts) {
        stage.getScene().getRoot().setDisable(true);
        CompletableFuture.runAsync(() -> open(wanted))
                .thenRun(() -> new FxThread().execute(() -> {
                    stage.setOnHidden(closed -> {});
                    show(stage, starts);
                }));
    }

    /** The first time gently, the second time at once ({@code control-panel.md} 15.4). */
    private void interrupted() {
        if (interrupted.getAndSet(true)) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        end();
        // The toolkit may be on its way up, and would not call stop then.
        ENDED.complete(exitCode());
        Platform.exit();
    }

    @Override
    public void stop() {
        MainWindow shown = window.get();
        if (shown != null) {
            shown.close();
        }
        // Requests that are under way may end; the toolkit does not wait for that, the process does.
        new Thread(
                        () -> {
                            end();
                            ENDED.complete(exitCode());
                        },
                        "end")
                .start();
    }

    private int exitCode() {
        Refused no = refused;
        return no == null ? DONE : no.exitCode();
    }

    /**
     * Saves what a test mode holds ({@code control-panel.md} 15.4), stops, and lets go of the home folder. Whoever comes
     * second waits for the first.
     */
    private synchronized void end() {
        OpenAppliance open = appliance.getAndSet(null);
        if (open == null) {
            return;
        }
        MainWindow shown = window.get();
        if (shown != null) {
            try {
                shown.save();
            } catch (IOException failed) {
                log.warn("The place of the window could not be written down", failed);
            }
        }
        open.service().stopSaving(ApplianceService.DRAIN).join();
        open.close();
    }
}
