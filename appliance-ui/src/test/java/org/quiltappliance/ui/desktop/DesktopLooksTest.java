package org.quiltappliance.ui.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.config.PanelConfig.Look;
import org.quiltappliance.ui.theme.Theme;

class DesktopLooksTest {

    private static final DesktopLook USUAL = DesktopLook.USUAL;
    private static final DesktopLook ALL = new DesktopLook(true, true, true);

    /** Answers commands that contain a key, and refuses all others. */
    private static Programs answering(Map<String, String> answers) {
        return command -> answers.entrySet().stream()
                .filter(answer -> String.join(" ", command).contains(answer.getKey()))
                .findFirst()
                .map(answer -> new Programs.Result(0, answer.getValue()))
                .orElse(new Programs.Result(1, "There is no such key"));
    }

    private static DesktopLook look(String system, Map<String, String> answers) {
        return DesktopLooks.on(system, answering(answers)).ask();
    }

    @Test
    void nothingIsKnownBeforeTheFirstAnswer() {
        var looks = DesktopLooks.on("Mac OS X", answering(Map.of("AppleInterfaceStyle", "Dark\n")));
        assertThat(looks.last()).isEqualTo(USUAL);

        looks.ask();

        assertThat(looks.last()).isEqualTo(new DesktopLook(true, false, false));
    }

    @Test
    void portalOfLinuxDecides() {
        var portal = Map.of(
                "appearance color-scheme", "(<<uint32 1>>,)\n",
                "appearance contrast", "(<<uint32 1>>,)\n",
                "appearance reduced-motion", "(<<uint32 1>>,)\n");

        assertThat(look("Linux", portal)).isEqualTo(ALL);
    }

    /** It may speak of light while the settings of another desktop are left over. */
    @Test
    void portalThatWantsLightIsNotOverruled() {
        assertThat(look(
                        "Linux",
                        Map.of(
                                "appearance color-scheme",
                                "(<<uint32 2>>,)",
                                "interface color-scheme",
                                "'prefer-dark'")))
                .isEqualTo(USUAL);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'prefer-dark', 'Adwaita', true",
                "'default', 'Adwaita-dark', true",
                "'default', 'Yaru-Dark', true",
                "'default', 'Adwaita', false",
                "'prefer-light', 'Adwaita-dark', false",
                "'default', 'Darkness', false"
            })
    void withoutAPortalTheSettingsOfGnomeDecide(String scheme, String theme, boolean dark) {
        assertThat(look("Linux", Map.of("interface color-scheme", scheme + "\n", "gtk-theme", theme + "\n")))
                .isEqualTo(new DesktopLook(dark, false, false));
    }

    @Test
    void gnomeTellsOfContrastAndMovement() {
        assertThat(look("Linux", Map.of("high-contrast", "true\n", "enable-animations", "false\n")))
                .isEqualTo(new DesktopLook(false, true, true));
        assertThat(look("Linux", Map.of("high-contrast", "false\n", "enable-animations", "true\n")))
                .isEqualTo(USUAL);
    }

    @Test
    void macosTells() {
        assertThat(look(
                        "Mac OS X",
                        Map.of("AppleInterfaceStyle", "Dark\n", "increaseContrast", "1\n", "reduceMotion", "1\n")))
                .isEqualTo(ALL);
        assertThat(look("Mac OS X", Map.of("increaseContrast", "0\n", "reduceMotion", "0\n")))
                .isEqualTo(USUAL);
    }

    private static String registry(String key, String value) {
        return "\r\nHKEY_CURRENT_USER\\Some Key\r\n    " + key + "    " + value + "\r\n\r\n";
    }

    @Test
    void windowsTells() {
        assertThat(look(
                        "Windows 11",
                        Map.of(
                                "AppsUseLightTheme", registry("AppsUseLightTheme", "REG_DWORD    0x0"),
                                "HighContrast", registry("Flags", "REG_SZ    127"),
                                "UserPreferencesMask",
                                        registry("UserPreferencesMask", "REG_BINARY    9012038010000000"))))
                .isEqualTo(ALL);
        assertThat(look(
                        "Windows 11",
                        Map.of(
                                "AppsUseLightTheme", registry("AppsUseLightTheme", "REG_DWORD    0x1"),
                                "HighContrast", registry("Flags", "REG_SZ    126"),
                                "UserPreferencesMask",
                                        registry("UserPreferencesMask", "REG_BINARY    9E1E078012000000"))))
                .isEqualTo(USUAL);
    }

    @ParameterizedTest
    @CsvSource({"Linux", "Windows 11", "Mac OS X", "FreeBSD"})
    void desktopThatSaysNothingHasTheUsualLook(String system) {
        assertThat(look(system, Map.of())).isEqualTo(USUAL);
    }

    @Test
    void programThatIsNotThereIsAskedOnce() {
        var asked = new ArrayList<String>();
        Programs none = command -> {
            asked.add(command.get(0));
            throw new IOException("No such file");
        };

        assertThat(DesktopLooks.on("Linux", none).ask()).isEqualTo(USUAL);

        assertThat(asked).containsExactlyInAnyOrder("gdbus", "gsettings");
    }

    @Test
    void realProgramIsReadAndOneThatHangsIsGivenUp() throws Exception {
        var answer = Programs.within(Duration.ofMinutes(1)).run(java(Answering.class));

        assertThat(answer.output()).isEqualTo("'prefer-dark'\n");
        assertThatThrownBy(() -> Programs.within(Duration.ofMillis(50)).run(java(Hanging.class)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not end");
    }

    private static List<String> java(Class<?> program) {
        return org.quiltappliance.ui.testing.Programs.java(program).command();
    }

    /** A program of the desktop that answers. */
    static final class Answering {
        public static void main(String... arguments) {
            System.out.print("'prefer-dark'\n");
        }
    }

    /** One that waits for a part of the desktop that is not there. */
    static final class Hanging {
        public static void main(String... arguments) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SYSTEM, false, false, LIGHT",
        "SYSTEM, true, false, DARK",
        "SYSTEM, true, true, DARK_CONTRAST",
        "LIGHT, true, false, LIGHT",
        "LIGHT, true, true, LIGHT_CONTRAST",
        "DARK, false, false, DARK",
        "DARK, false, true, DARK_CONTRAST"
    })
    void wishesForColoursComeFirstAndContrastIsAlwaysHeeded(Look wish, boolean dark, boolean contrast, Theme theme) {
        assertThat(Theme.of(wish, new DesktopLook(dark, contrast, false))).isEqualTo(theme);
    }
}
