package org.quiltappliance.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.OpenAppliance;
import org.quiltappliance.server.OpenAppliance.Other;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.WindowState;
import org.quiltappliance.ui.testing.Window;

/** How the window comes, changes, remembers and goes. */
class WindowLifeIT {

    @TempDir
    Path home;

    private static boolean isDark(Window window) {
        return window.stage().getScene().getStylesheets().stream().anyMatch(sheet -> sheet.endsWith("dark.css"));
    }

    private static void askToClose(Stage stage) {
        stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
    }

    @Test
    void lookAndLanguageChangeAtOnceWhoeverChangesThem() throws Exception {
        try (var window = Window.open(home, Map.of())) {
            window.awaitText("nav-overview", "Overview");
            assertThat(isDark(window)).isFalse();

            window.appliance().service().change(Map.of("APPLIANCE_THEME", Optional.of("dark")));
            window.awaitThat("it is dark", () -> isDark(window));
            window.press(KeyCode.SHORTCUT, KeyCode.DIGIT9);
            window.awaitThat("the page is shown", () -> window.isShown("dia-run"));

            window.appliance().service().settings().files().set("APPLIANCE_LANGUAGE", "en-xa");

            window.awaitThat(
                    "texts are longer", () -> window.text("nav-overview").length() > 10);
            window.awaitThat("the page stays", () -> window.isShown("dia-run"));
            assertThat(isDark(window)).isTrue();
        }
    }

    @Test
    void windowComesBackWhereItWasWithItsPage() throws Exception {
        try (var window = Window.open(home, Map.of())) {
            window.onStage(stage -> {
                stage.setX(60);
                stage.setY(70);
                stage.setWidth(1010);
                stage.setHeight(650);
            });
            window.press(KeyCode.SHORTCUT, KeyCode.DIGIT6);
            window.awaitThat("the page is shown", () -> window.isShown("log-search"));
        }

        try (var window = Window.open(home, Map.of())) {
            assertThat(window.isShown("log-search")).isTrue();
            assertThat(window.stage())
                    .returns(60.0, Stage::getX)
                    .returns(70.0, Stage::getY)
                    .returns(1010.0, Stage::getWidth)
                    .returns(650.0, Stage::getHeight);
        }
    }

    @Test
    void windowOfAScreenThatIsGoneComesToOneThatIsThere() throws Exception {
        Files.createDirectories(home);
        new WindowState(Optional.of(new WindowState.Frame(90_000, 50, 1300, 800)), false, Map.of())
                .write(new Home(home));

        try (var window = Window.open(home, Map.of())) {
            assertThat(window.stage().getX()).isLessThan(10_000);
            assertThat(window.stage().getWidth()).isEqualTo(1100);
        }
    }

    @Test
    @Tag("AT-41")
    void closedWindowWithoutATrayIsMinimisedAndComesBackWhenTheProgramIsOpenedAgain() throws Exception {
        try (var window = Window.open(home, Map.of())) {
            window.click("primary-action");
            window.awaitText("state-word", "Running");

            window.onStage(WindowLifeIT::askToClose);
            window.awaitText("dlg-title", "Keep the registry running?");
            assertThat(window.find("dlg-quit-bg", RadioButton.class))
                    .returns(true, RadioButton::isSelected)
                    .returns("Keep running, with the window minimised", Labeled::getText);
            window.click("dlg-remember");
            window.click("dlg-ok");

            window.awaitThat("it is minimised", () -> window.stage().isIconified());
            assertThat(OpenAppliance.showOther(new Home(home))).isEqualTo(Other.SHOWN);
            window.awaitThat("it is back", () -> !window.stage().isIconified());
            window.awaitText("state-word", "Running");

            window.awaitThat(
                    "the answer is written down",
                    () -> Files.readString(home.resolve("appliance.env")).contains("APPLIANCE_ON_CLOSE=background"));
            window.onStage(WindowLifeIT::askToClose);
            window.awaitThat("it is minimised again", () -> window.stage().isIconified());
            assertThat(window.exits()).isZero();
        }
    }

    @Test
    void registryThatNobodyUsesStopsAtOnceBeforeTheProgramEnds() throws Exception {
        try (var window = Window.open(home, Map.of())) {
            window.click("primary-action");
            window.awaitText("state-word", "Running");

            window.press(KeyCode.SHORTCUT, KeyCode.Q);
            window.awaitText("dlg-title", "Stop the registry and quit?");
            assertThat(window.isShown("dlg-quit-bg")).isFalse();
            window.press(KeyCode.ESCAPE);
            window.awaitThat("the question is gone", () -> !window.isShown("dlg"));
            assertThat(window.exits()).isZero();

            window.press(KeyCode.SHORTCUT, KeyCode.Q);
            window.click("dlg-quit-idle");
            window.click("dlg-ok");
            window.awaitThat("the program ends", () -> window.exits() == 1);
            assertThat(window.appliance().service().snapshot().state().isUp()).isFalse();
        }
    }

    @Test
    @Tag("AT-40")
    void everythingFromTheStartToTheStopByKeyboard() throws Exception {
        try (var window = Window.open(home, Map.of())) {
            window.awaitText("state-word", "Stopped");
            window.press(KeyCode.SHORTCUT, KeyCode.R);
            window.awaitText("state-word", "Running");

            window.press(KeyCode.SHORTCUT, KeyCode.O);
            window.awaitThat("the catalog is opened", () -> window.browsed().size() == 1);
            window.press(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.C);
            window.awaitThat("it is told", () -> window.isShown("toast"));
            var copied = new String[1];
            window.onStage(stage -> copied[0] = Clipboard.getSystemClipboard().getString());
            assertThat(copied[0]).isEqualTo(window.text("ov-registry-url"));

            window.press(KeyCode.SHORTCUT, KeyCode.L);
            window.awaitThat(
                    "the search has the focus",
                    () -> window.find("log-search", javafx.scene.Node.class).isFocused());
            window.press(KeyCode.F1);
            window.awaitText("dlg-title", "Logs");
            window.press(KeyCode.ESCAPE);
            window.awaitThat("the help is gone", () -> !window.isShown("dlg"));

            window.press(KeyCode.SHORTCUT, KeyCode.DIGIT1);
            window.press(KeyCode.SHORTCUT, KeyCode.B);
            window.awaitThat(
                    "a backup is made",
                    () -> window.appliance().service().data().backups().size() == 1);
            window.press(KeyCode.SHORTCUT, KeyCode.R);
            window.awaitText("state-word", "Stopped");
        }
    }

    @Test
    void failureThatNobodyExpectedIsToldAndTheWindowGoesOn() throws Exception {
        try (var window = Window.open(home, Map.of())) {
            var broken = new Thread(
                    () -> {
                        throw new IllegalStateException("for a trial");
                    },
                    "trial");
            broken.setUncaughtExceptionHandler(window.uncaught());
            broken.start();

            window.awaitText("dlg-title", "Something unexpected failed");
            window.click("dlg-copy");
            var copied = new String[1];
            window.onStage(stage -> copied[0] = Clipboard.getSystemClipboard().getString());
            assertThat(copied[0]).contains("Quilt Appliance", "trial", "IllegalStateException: for a trial");
            window.click("dlg-cancel");
            window.click("nav-connect");
            window.awaitThat("the window goes on", () -> window.isShown("con-cmd-2"));
        }
    }
}
