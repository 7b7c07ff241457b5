package org.quiltappliance.ui.controls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A table as all of them are ({@code control-panel.md} UI-10): sorted by any column, copied as text with the keys for that,
 * and as wide in its columns as people left it.
 *
 * @param <T> a row
 */
public final class DataTable<T> extends TableView<T> {

    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final double LOW = 260;

    private final ColumnWidths widths;
    private final List<Function<T, String>> words = new ArrayList<>();

    /** @param id names it for tests, style sheets and what is remembered of it */
    public DataTable(String id, ObservableList<T> rows, ColumnWidths widths, String whenEmpty) {
        this.widths = widths;
        setId(id);
        var sorted = new SortedList<>(rows);
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        setPrefHeight(LOW);
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        var nothing = Nodes.label(whenEmpty, "secondary");
        nothing.setWrapText(true);
        setPlaceholder(nothing);
        VBox.setVgrow(this, Priority.ALWAYS);
        setOnKeyPressed(pressed -> {
            if (COPY.match(pressed)) {
                Copying.copy(text(getSelectionModel().getSelectedItems()));
                pressed.consume();
            }
        });
    }

    /** A column that is sorted as its words are. */
    public DataTable<T> with(String id, String title, double width, Function<T, String> text) {
        return with(id, title, width, text, Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER));
    }

    /** A column that is sorted by something else than its words. */
    public DataTable<T> with(
            String id, String title, double width, Function<T, String> text, Comparator<? super T> order) {
        var column = new TableColumn<T, T>(title);
        column.setId(id);
        column.setMinWidth(Math.min(width, 60));
        column.setPrefWidth(widths.of(getId(), id).orElse(width));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(made -> new TextCell<>(text));
        column.setComparator(order::compare);
        column.widthProperty().addListener((watched, before, now) -> {
            // The first layout is not what somebody did.
            if (getScene() != null && isPressed()) {
                widths.remember(getId(), id, now.doubleValue());
            }
        });
        words.add(text);
        getColumns().add(column);
        return this;
    }

    /** The same, whose content screen readers call that. */
    public DataTable<T> of(String name) {
        setAccessibleText(name);
        return this;
    }

    /** The same, and several rows can be chosen at once. */
    public DataTable<T> choosingSeveral() {
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        return this;
    }

    /** Rows as other programs take them: a line each, tabulators between columns, and the titles above. */
    String text(List<T> rows) {
        Stream<String> titles =
                Stream.of(getColumns().stream().map(TableColumn::getText).collect(Collectors.joining("\t")));
        return Stream.concat(
                                titles,
                                rows.stream()
                                        .map(row -> words.stream()
                                                .map(text -> text.apply(row).replace('\t', ' '))
                                                .collect(Collectors.joining("\t"))))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static final class TextCell<T> extends TableCell<T, T> {

        private final Function<T, String> words;

        TextCell(Function<T, String> words) {
            this.words = words;
        }

        @Override
        protected void updateItem(@Nullable T row, boolean empty) {
            super.updateItem(row, empty);
            setText(empty || row == null ? null : words.apply(row));
        }
    }
}
