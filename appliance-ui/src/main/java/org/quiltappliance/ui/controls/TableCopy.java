package org.quiltappliance.ui.controls;

import java.util.stream.Collectors;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Copies the selected rows of a table as text, a row a line with tabs between ({@code control-panel.md} UI-10). */
public final class TableCopy {

    private static final KeyCombination KEYS = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private TableCopy() {}

    /** Lets Ctrl+C, or Cmd+C, do that. */
    public static <T> void of(TableView<T> table) {
        table.addEventHandler(KeyEvent.KEY_PRESSED, pressed -> {
            if (KEYS.match(pressed)) {
                Copying.copy(selected(table));
                pressed.consume();
            }
        });
    }

    static <T> String selected(TableView<T> table) {
        return table.getSelectionModel().getSelectedItems().stream()
                .map(row -> table.getVisibleLeafColumns().stream()
                        .map(column -> String.valueOf(column.getCellData(row)))
                        .collect(Collectors.joining("\t")))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
