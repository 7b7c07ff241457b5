package org.quiltappliance.ui.desktop;

/**
 * Windows, whose settings are in the registry of the user.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/ns-winuser-highcontrasta">the flags of high contrast,
 *     of which the lowest bit means that it is on</a>
 */
final class WindowsLook {

    /** The fifth byte of the mask, whose second bit lets things in windows move. */
    private static final int MOVES_AT = 8;

    private static final int MOVES = 2;

    private WindowsLook() {}

    static DesktopLook ask(Answers answers) {
        return new DesktopLook(
                value(
                                answers,
                                "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize",
                                "AppsUseLightTheme")
                        .equals("0x0"),
                isOdd(value(answers, "HKCU\\Control Panel\\Accessibility\\HighContrast", "Flags")),
                isStill(value(answers, "HKCU\\Control Panel\\Desktop", "UserPreferencesMask")));
    }

    /** The last word of the line that has the value; empty when there is none. */
    private static String value(Answers answers, String key, String name) {
        return answers.of("reg", "query", key, "/v", name)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElse("");
    }

    private static boolean isOdd(String number) {
        return number.matches("\\d{1,9}") && Integer.parseInt(number) % 2 == 1;
    }

    private static boolean isStill(String mask) {
        return mask.matches("[0-9A-Fa-f]{10,}")
                && (Integer.parseInt(mask.substring(MOVES_AT, MOVES_AT + 2), 16) & MOVES) == 0;
    }
}
