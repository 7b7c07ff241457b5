package org.quiltappliance.ui.desktop;

import java.util.Locale;

/**
 * Desktops of Linux: the portal for settings, which all large ones have, and behind it the settings of GNOME, which the
 * smaller ones have, too.
 *
 * @see <a href="https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html">the keys of the
 *     portal: color-scheme 1 is dark, contrast 1 is high, reduced-motion 1 is reduced</a>
 */
final class LinuxLook {

    private static final String INTERFACE = "org.gnome.desktop.interface";
    private static final String ACCESS = "org.gnome.desktop.a11y.interface";
    private static final String YES = "uint32 1>";

    private LinuxLook() {}

    static DesktopLook ask(Answers answers) {
        return new DesktopLook(
                isDark(answers),
                portal(answers, "contrast").contains(YES)
                        || gnome(answers, ACCESS, "high-contrast").equals("true"),
                portal(answers, "reduced-motion").contains(YES)
                        || gnome(answers, INTERFACE, "enable-animations").equals("false"));
    }

    private static boolean isDark(Answers answers) {
        String portal = portal(answers, "color-scheme");
        if (portal.contains(YES)) {
            return true;
        }
        if (portal.contains("uint32 2>")) {
            return false;
        }
        String scheme = gnome(answers, INTERFACE, "color-scheme");
        return scheme.contains("prefer-dark")
                || !scheme.contains("prefer-light")
                        && gnome(answers, INTERFACE, "gtk-theme")
                                .toLowerCase(Locale.ROOT)
                                .matches("'.*-dark(er)?'");
    }

    private static String portal(Answers answers, String key) {
        return answers.of(
                "gdbus",
                "call",
                "--session",
                "--dest",
                "org.freedesktop.portal.Desktop",
                "--object-path",
                "/org/freedesktop/portal/desktop",
                "--method",
                "org.freedesktop.portal.Settings.Read",
                "org.freedesktop.appearance",
                key);
    }

    private static String gnome(Answers answers, String schema, String key) {
        return answers.of("gsettings", "get", schema, key);
    }
}
