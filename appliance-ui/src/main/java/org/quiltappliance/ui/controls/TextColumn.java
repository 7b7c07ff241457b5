package org.quiltappliance.ui.controls;

import java.util.Comparator;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/**
 * A column that shows a text of each row and sorts by something else, such as a number.
 *
 * @param <T> what a row holds
 */
public final class TextColumn<T> extends TableColumn<T, TextColumn.Words<T>> {

    /** What is shown of a row. */
    public record Words<T>(T row, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** @param order of the rows, the first way round */
    public TextColumn(String title, double width, Function<T, String> words, Comparator<T> order) {
        super(title);
        setPrefWidth(width);
        setMinWidth(width);
        setComparator(Comparator.comparing(Words::row, order));
        setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(new Words<>(cell.getValue(), words.apply(cell.getValue()))));
        setCellFactory(column -> new Cell<>());
    }

    /** Has the whole text in front of it when there is no room for that. */
    private static final class Cell<T> extends TableCell<T, Words<T>> {
        @Override
        protected void updateItem(@Nullable Words<T> words, boolean empty) {
            super.updateItem(words, empty);
            String text = empty || words == null ? "" : words.text();
            setText(text);
            setTooltip(text.isEmpty() ? null : new Tooltip(text));
        }
    }
}
