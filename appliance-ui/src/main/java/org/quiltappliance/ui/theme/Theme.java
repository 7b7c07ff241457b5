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
import org.quiltappliance.ui.desktop.DesktopLook;

/** Light or dark, each also with strong contrast. */
public enum Theme {
    LIGHT("light.css", false, false),
    DARK("dark.css", true, false),
    LIGHT_CONTRAST("light-contrast.css", false, true),
    DARK_CONTRAST("dark-contrast.css", true, true);

    private static final List<String> FONTS =
            List.of("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "JetBrainsMono-Regular.ttf");

    private final String colours;
    private final boolean dark;
    private final boolean contrast;

    Theme(String colours, boolean dark, boolean contrast) {
        this.colours = colours;
        this.dark = dark;
        this.contrast = contrast;
    }

    /** Which one that wish means on that desktop. Nobody wishes for contrast here: the desktop alone decides that. */
    public static Theme of(PanelConfig.Look wish, DesktopLook desktop) {
        boolean isDark = wish == PanelConfig.Look.DARK || wish == PanelConfig.Look.SYSTEM && desktop.dark();
        if (desktop.contrast()) {
            return isDark ? DARK_CONTRAST : LIGHT_CONTRAST;
        }
        return isDark ? DARK : LIGHT;
    }

    /** Whether words and borders stand out more than usual. */
    public boolean hasContrast() {
        return contrast;
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
        dress(scene, false);
    }

    /** The same. @param still whether nothing moves that need not */
    public void dress(Scene scene, boolean still) {
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets().setAll(sheets());
        if (still) {
            scene.getStylesheets().add(address("still.css").toExternalForm());
        }
    }

    /** The style sheets, in order; for dialogs and menus that have scenes of their own. */
    public List<String> sheets() {
        return List.of(address(colours).toExternalForm(), address("base.css").toExternalForm());
    }

    private static URL address(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name), name);
    }
}
