package org.quiltappliance.server.config;

/**
 * How the window of the control panel looks and behaves ({@code control-panel.md} 4.2). All of it takes effect at once.
 *
 * @param startOnOpen whether opening the window starts the registry
 * @param notifications whether the desktop is told of trouble
 * @param closeIsOurs whether what closing means is ours to write down; not where a stronger source decides it
 */
public record PanelConfig(
        Look look,
        Language language,
        boolean startOnOpen,
        OnClose onClose,
        boolean notifications,
        boolean closeIsOurs) {

    /** The colours. */
    public enum Look {
        SYSTEM,
        LIGHT,
        DARK
    }

    /** How texts, numbers and times are written. */
    public enum Language {
        SYSTEM,
        ENGLISH,
        PSEUDO
    }

    /** What closing the window means while the registry runs. */
    public enum OnClose {
        ASK,
        BACKGROUND,
        QUIT
    }

    /** When nobody says anything. */
    public static PanelConfig standard() {
        return of(Settings.defaults());
    }

    /** What these settings say. */
    public static PanelConfig of(EffectiveSettings settings) {
        return new PanelConfig(
                switch (settings.word(Settings.THEME)) {
                    case "light" -> Look.LIGHT;
                    case "dark" -> Look.DARK;
                    default -> Look.SYSTEM;
                },
                switch (settings.word(Settings.LANGUAGE)) {
                    case "en" -> Language.ENGLISH;
                    case "en-xa" -> Language.PSEUDO;
                    default -> Language.SYSTEM;
                },
                settings.flag(Settings.START_ON_OPEN),
                switch (settings.word(Settings.ON_CLOSE)) {
                    case "background" -> OnClose.BACKGROUND;
                    case "quit" -> OnClose.QUIT;
                    default -> OnClose.ASK;
                },
                settings.flag(Settings.NOTIFICATIONS),
                !settings.value(Settings.ON_CLOSE).source().isAboveFiles());
    }
}
