package org.quiltappliance.ui.shell;

import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.GridPane;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;

/** Draws the keys that work on every page, as this system names them. */
public final class KeyHelpView extends GridPane {

    /** @param word the end of the key of its text */
    private record Line(KeyCombination keys, String word) {}

    private static final List<Line> LINES = List.of(
            line(KeyCode.DIGIT1, "pages"),
            line(KeyCode.COMMA, "settings"),
            line(KeyCode.R, "start"),
            new Line(
                    new KeyCodeCombination(KeyCode.R, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                    "restart"),
            line(KeyCode.B, "backup"),
            line(KeyCode.O, "catalog"),
            new Line(
                    new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN), "copy"),
            line(KeyCode.L, "logs"),
            line(KeyCode.F, "filter"),
            new Line(new KeyCodeCombination(KeyCode.F5), "refresh"),
            line(KeyCode.W, "close"),
            line(KeyCode.Q, "quit"));

    public KeyHelpView(Texts texts) {
        setId("dlg-keys");
        setHgap(16);
        setVgap(4);
        for (int i = 0; i < LINES.size(); i++) {
            Line line = LINES.get(i);
            var keys = Nodes.label(line.keys().getDisplayText(), "mono");
            keys.setMinWidth(USE_PREF_SIZE);
            add(keys, 0, i);
            add(Nodes.label(texts.of("help.key." + line.word())), 1, i);
        }
    }

    private static Line line(KeyCode key, String word) {
        return new Line(new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN), word);
    }
}
