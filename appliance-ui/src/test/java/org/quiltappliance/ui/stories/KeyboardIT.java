package org.quiltappliance.ui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.testing.Window;

/** The window in the hands of somebody who has no mouse. */
class KeyboardIT {

    @TempDir
    Path home;

    /** Goes on with the Tab key until that has the focus. */
    private static void tabTo(String id, Window window) {
        var passed = new HashSet<String>();
        while (!window.focused().equals(id)) {
            assertThat(passed.add(window.focused()))
                    .as("the Tab key comes round without %s, by %s", id, passed)
                    .isTrue();
            String before = window.focused();
            window.press(KeyCode.TAB);
            window.awaitThat(
                    "the focus goes on from " + before, () -> !window.focused().equals(before));
        }
    }

    @Test
    void registryIsStartedItsAddressCopiedAndStoppedByKeys() throws Exception {
        try (var window = Window.open(home, Map.of())) {
            tabTo("primary-action", window);
            window.press(KeyCode.SPACE);
            window.awaitText("state-word", "Running");

            tabTo("ov-registry-copy", window);
            window.press(KeyCode.SPACE);
            window.awaitThat(
                    "the address is copied",
                    () -> window.text("ov-registry-url").equals(window.clipboard()));
            for (Page page : Page.values()) {
                tabTo("nav-" + page.word(), window);
                window.press(KeyCode.SPACE);
                window.awaitThat("a page is shown", () -> window.isShown("page-title"));
            }
            window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
            window.awaitThat("the overview is shown", () -> window.isShown("ov-registry-url"));

            window.press(KeyCode.CONTROL, KeyCode.R);
            window.awaitText("state-word", "Stopped");
        }
    }
}
