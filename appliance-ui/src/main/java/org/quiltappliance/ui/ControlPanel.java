package org.quiltappliance.ui;

import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.OpenAppliance;
import org.quiltappliance.server.SettingsSource;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.ui.controls.FailureCard;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Mark;
import org.quiltappliance.ui.theme.Theme;

/** The desktop application: opens the appliance of a home folder and shows its window. */
public final class ControlPanel extends Application {

    private static final double NARROW = 640;
    private static final double LOW = 320;

    private final Texts texts = Texts.in(Locale.getDefault());
    private final AtomicReference<@Nullable OpenAppliance> appliance = new AtomicReference<>();
    private final AtomicReference<@Nullable MainWindow> window = new AtomicReference<>();
    private Optional<Problem> trouble = Optional.empty();
    private boolean isShownElsewhere;

    @Override
    public void init() throws IOException {
        var home = Home.find(
                Optional.ofNullable(getParameters().getNamed().get("home")), System.getenv(), Home.Computer.here());
        var source = new SettingsSource(home, Map.of(), System.getenv(), Clock.systemUTC());
        try {
            appliance.set(OpenAppliance.open(source, this::tell));
            Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
        } catch (ProblemException refused) {
            trouble = Optional.of(refused.problem());
            isShownElsewhere = refused.problem().code() == ProblemCode.HOME_IN_USE && OpenAppliance.showOther(home);
        }
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
        OpenAppliance open = appliance.get();
        if (isShownElsewhere) {
            Platform.exit();
            return;
        }
        Theme.loadFonts();
        if (open == null) {
            show(trouble.orElseThrow(), stage);
            return;
        }
        var made = new MainWindow(
                open.service(), stage, texts, address -> getHostServices().showDocument(address));
        window.set(made);
        made.show(Theme.LIGHT);
        open.whenWanted(made::toFront);
    }

    /** Nothing could be opened: there is only that to say. */
    private void show(Problem problem, Stage stage) {
        var page = new VBox(new FailureCard(problem, texts, fix -> stage.close()));
        page.getStyleClass().add("page");
        var scene = new Scene(page, NARROW, LOW);
        Theme.LIGHT.dress(scene);
        stage.setTitle(texts.of("shell.brand"));
        stage.getIcons().setAll(Mark.images());
        stage.setScene(scene);
        stage.show();
    }

    @Override
    public void stop() {
        MainWindow shown = window.getAndSet(null);
        if (shown != null) {
            shown.close();
        }
        // Requests that are under way may end; the toolkit does not wait for that, the process does.
        new Thread(this::end, "end").start();
    }

    /** Also when the computer ends: then what a test mode holds is saved ({@code control-panel.md} 15.4). */
    private void end() {
        OpenAppliance open = appliance.getAndSet(null);
        if (open != null) {
            open.service().stopSaving(ApplianceService.DRAIN).join();
            open.close();
        }
    }
}
