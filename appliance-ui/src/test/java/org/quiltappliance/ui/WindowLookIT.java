package org.quiltappliance.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.ui.desktop.DesktopLook;
import org.quiltappliance.ui.desktop.DesktopLooks;
import org.quiltappliance.ui.testing.Window;

/** The window on desktops that are set up in this way or that ({@code control-panel.md} UI-6). */
class WindowLookIT {

    @TempDir
    Path home;

    private static boolean has(Window window, String sheet) {
        return window.stage().getScene().getStylesheets().stream().anyMatch(one -> one.endsWith("/" + sheet));
    }

    @Test
    void windowFollowsTheDesktopWhenItIsLookedAtAgainUntilColoursAreChosen() throws Exception {
        var desktop = new AtomicReference<>(DesktopLook.USUAL);
        try (var window = Window.open(home, Map.of(), DesktopLooks.of(desktop::get))) {
            window.awaitThat("it is light", () -> has(window, "light.css"));

            desktop.set(new DesktopLook(true, false, true));
            window.onStage(Stage::hide);
            window.onStage(Stage::show);
            window.press();
            window.awaitThat("it is dark, and rests", () -> has(window, "dark.css") && has(window, "still.css"));

            window.click("nav-settings");
            window.click("set-theme-light");
            window.click("set-save");
            window.awaitThat("it is light again", () -> has(window, "light.css"));
            assertThat(has(window, "still.css")).isTrue();
        }
    }
}
