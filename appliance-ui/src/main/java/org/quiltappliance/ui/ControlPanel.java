package org.quiltappliance.ui;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.OpenAppliance;
import org.quiltappliance.server.SettingsSource;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Theme;

/** The desktop application: opens the appliance of a home folder and shows its window. */
public final class ControlPanel extends Application {

    private @Nullable OpenAppliance appliance;
    private @Nullable MainWindow window;

    @Override
    public void init() throws Exception {
        var home = Home.find(
                Optional.ofNullable(getParameters().getNamed().get("home")), System.getenv(), Home.Computer.here());
        var source = new SettingsSource(home, Map.of(), System.getenv(), Clock.systemUTC());
        appliance = OpenAppliance.open(source, made -> {});
    }

    @Override
    public void start(Stage stage) {
        OpenAppliance open = appliance;
        if (open == null) {
            throw new IllegalStateException("The appliance was not opened");
        }
        Theme.loadFonts();
        window = new MainWindow(
                open.service(),
                stage,
                Texts.in(Locale.getDefault()),
                address -> getHostServices().showDocument(address));
        window.show(Theme.LIGHT);
    }

    @Override
    public void stop() {
        MainWindow shown = window;
        if (shown != null) {
            shown.close();
        }
        OpenAppliance open = appliance;
        if (open != null) {
            open.close();
        }
    }
}
