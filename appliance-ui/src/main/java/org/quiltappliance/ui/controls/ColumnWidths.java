package org.quiltappliance.ui.controls;

import java.util.OptionalDouble;

/** How wide people made the columns of tables ({@code control-panel.md} UI-10). On the JavaFX thread. */
public interface ColumnWidths {

    /** Remembers nothing. */
    ColumnWidths FORGETFUL = new ColumnWidths() {
        @Override
        public OptionalDouble of(String table, String column) {
            return OptionalDouble.empty();
        }

        @Override
        public void remember(String table, String column, double width) {
            // Forgotten at once.
        }
    };

    /** Nothing while nobody changed it. */
    OptionalDouble of(String table, String column);

    void remember(String table, String column, double width);
}
