package org.quiltappliance.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.OpenAppliance;
import org.quiltappliance.server.OpenAppliance.Other;
import org.quiltappliance.server.SettingsSource;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.process.Signals;
import org.quiltappliance.ui.autostart.Autostart;
import org.quiltappliance.ui.autostart.Autostarts;
import org.quiltappliance.ui.autostart.Launch;
import org.quiltappliance.ui.autostart.Programs;
import org.quiltappliance.ui.controls.FailureCard;
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

    private static final double NARROW = 640;
    private static final double LOW = 320;

    /** The toolkit makes the application and hands it to nobody, so this is how whoever launched it hears of its end. */
    private static final CompletableFuture<Integer> ENDED = new CompletableFuture<>();

    private final Texts texts = Texts.in(Locale.getDefault());
    private final AtomicReference<@Nullable OpenAppliance> appliance = new AtomicReference<>();
    private final AtomicReference<@Nullable MainWindow> window = new AtomicReference<>();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private Optional<Problem> trouble = Optional.empty();
    private Optional<Other> other = Optional.empty();
    private MainWindow.@Nullable Beginning beginning;

    /** Shows the window and returns when everything has come to rest. @return the exit code of the process */
    static int run(String... arguments) {
        Application.launch(ControlPanel.class, arguments);
        return ENDED.join();
    }

    @Override
    public void init() throws IOException {
        new Signals().call(this::interrupted);
        var home = Home.find(option("home"), System.getenv(), Home.Computer.here());
        var source = new SettingsSource(home, Map.of(), System.getenv(), Clock.systemUTC());
        try {
            var open = OpenAppliance.open(source, this::tell);
            appliance.set(open);
            // For the ends that come without a signal, such as that of a session on Windows.
            Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
            beginning = MainWindow.Beginning.of(open.service());
        } catch (ProblemException refused) {
            trouble = Optional.of(refused.problem());
            if (refused.problem().code() == ProblemCode.HOME_IN_USE) {
                other = Optional.of(OpenAppliance.showOther(home));
            }
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
        OpenAppliance open = appliance.get();
        MainWindow.Beginning first = beginning;
        if (other.equals(Optional.of(Other.SHOWN))) {
            Platform.exit();
            return;
        }
        Theme.loadFonts();
        if (open == null || first == null) {
            showTrouble(stage);
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
                        Locale.getDefault()),
                first);
        window.set(made);
        Thread.setDefaultUncaughtExceptionHandler(made.uncaught());
        made.show(getParameters().getUnnamed().contains(MINIMISED));
        open.whenWanted(made::toFront);
        CompletableFuture.runAsync(() -> open.service().opened());
    }

    private static Autostart autostart(ApplianceService service) {
        return Autostarts.on(
                System.getProperty("os.name"),
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Programs.real(),
                Launch.like(
                        service.snapshot().instanceId(),
                        Main.class,
                        List.of(MINIMISED, "--home=" + service.settings().home().folder())));
    }

    /** Nothing could be opened: there is only that to say. */
    private void showTrouble(Stage stage) {
        Problem problem = trouble.orElseThrow();
        Parent page;
        if (other.equals(Optional.of(Other.WITHOUT_WINDOW))) {
            String home =
                    option("home").map(folder -> " --home '" + folder + "'").orElse("");
            page = new HeadlessView(problem.message(), home, texts, Platform::exit);
        } else {
            page = new VBox(new FailureCard(problem, texts, fix -> Platform.exit()));
            page.getStyleClass().addAll("page", "alone");
        }
        var scene = new Scene(page, NARROW, LOW);
        Theme.LIGHT.dress(scene);
        stage.setTitle(texts.of("shell.brand"));
        stage.getIcons().setAll(Mark.images());
        stage.setScene(scene);
        stage.setOnHidden(closed -> Platform.exit());
        stage.show();
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
        if (trouble.isEmpty() || other.equals(Optional.of(Other.SHOWN))) {
            return DONE;
        }
        return other.isPresent() ? REFUSED : FAILED;
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
