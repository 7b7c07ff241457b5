package org.quiltappliance.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.quiltappliance.server.config.PanelConfig;

/** Light or dark. */
public enum Theme {
    LIGHT("light.css"),
    DARK("dark.css");

    private static final List<String> FONTS =
            List.of("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "JetBrainsMono-Regular.ttf");

    private final String colours;

    Theme(String colours) {
        this.colours = colours;
    }

    /** Which one that wish means. This version of the toolkit cannot ask the desktop, so that its look means light. */
    public static Theme of(PanelConfig.Look wish) {
        return wish == PanelConfig.Look.DARK ? DARK : LIGHT;
    }

    /** Makes our fonts known to the toolkit; once for each process. */
    public static void loadFonts() {
        for (String font : FONTS) {
            if (Font.loadFont(address("fonts/" + font).toExternalForm(), 14) == null) {
                throw new IllegalStateException("The font " + font + " cannot be used");
            }
        }
    }

    /** Gives the scene this look, at once. */
    public void dress(Scene scene) {
        Application.setUserAgentStylesheet(
                this == DARK ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets().setAll(sheets());
    }

    /** The style sheets, in order; for dialogs and menus that have scenes of their own. */
    public List<String> sheets() {
        return List.of(address(colours).toExternalForm(), address("base.css").toExternalForm());
    }

    private static URL address(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name), name);
    }
}
