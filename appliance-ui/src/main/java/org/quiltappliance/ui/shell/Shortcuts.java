package org.quiltappliance.ui.shell;

import static javafx.scene.input.KeyCombination.SHIFT_DOWN;
import static javafx.scene.input.KeyCombination.SHORTCUT_DOWN;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** The keys that work on every page ({@code control-panel.md} 12.3). */
final class Shortcuts {

    private static final KeyCode[] DIGITS = {
        KeyCode.DIGIT1,
        KeyCode.DIGIT2,
        KeyCode.DIGIT3,
        KeyCode.DIGIT4,
        KeyCode.DIGIT5,
        KeyCode.DIGIT6,
        KeyCode.DIGIT7,
        KeyCode.DIGIT8,
        KeyCode.DIGIT9
    };

    private Shortcuts() {}

    static Map<KeyCombination, Runnable> of(ShellViewModel model) {
        var keys = new LinkedHashMap<KeyCombination, Runnable>();
        for (Page page : Page.values()) {
            keys.put(with(DIGITS[page.ordinal()]), () -> model.pageProperty().set(page));
        }
        keys.put(with(KeyCode.R), model::performPrimaryAction);
        keys.put(new KeyCodeCombination(KeyCode.R, SHORTCUT_DOWN, SHIFT_DOWN), model::restart);
        keys.put(with(KeyCode.COMMA), () -> model.pageProperty().set(Page.SETTINGS));
        keys.put(with(KeyCode.B), model::backUp);
        keys.put(with(KeyCode.O), model::openCatalog);
        keys.put(new KeyCodeCombination(KeyCode.C, SHORTCUT_DOWN, SHIFT_DOWN), model::copyRegistryAddress);
        keys.put(new KeyCodeCombination(KeyCode.F1), model::help);
        keys.put(with(KeyCode.W), model::close);
        keys.put(with(KeyCode.Q), model::quit);
        return keys;
    }

    private static KeyCombination with(KeyCode key) {
        return new KeyCodeCombination(key, SHORTCUT_DOWN);
    }
}
