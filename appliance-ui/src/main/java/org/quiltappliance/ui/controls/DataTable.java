package org.quiltappliance.ui.controls;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
import javafx.scene.control.Tooltip;
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
    private static final double NARROW = 60;

    private final ColumnWidths widths;
    private final Map<TableColumn<T, ?>, Function<T, String>> words = new HashMap<>();
    private double narrowest = NARROW;

    /** @param id names it for tests, style sheets and what is remembered of it */
    public DataTable(String id, ObservableList<T> rows, ColumnWidths widths, String whenEmpty) {
        this(id, widths, whenEmpty);
        var sorted = new SortedList<>(rows);
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
    }

    /**
     * One of rows that come sorted, such as those of a paged list, whose source alone has all of them.
     *
     * @param sort asks for the rows as {@link #getSortOrder()} says; columns are told apart by their ids
     */
    public static <T> DataTable<T> sortedBySource(
            String id, ObservableList<T> rows, ColumnWidths widths, Consumer<DataTable<T>> sort) {
        var table = new DataTable<T>(id, widths, "");
        table.setSortPolicy(asked -> {
            sort.accept(table);
            return true;
        });
        table.setItems(rows);
        return table;
    }

    private DataTable(String id, ColumnWidths widths, String whenEmpty) {
        this.widths = widths;
        setId(id);
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

    /** The same, whose columns from here on are never narrower than they are made. */
    public DataTable<T> neverNarrower() {
        narrowest = Double.MAX_VALUE;
        return this;
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
        column.setMinWidth(Math.min(width, narrowest));
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
        words.put(column, text);
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

    /** Rows as other programs take them: a line each, tabulators between what is shown, and the titles above. */
    String text(List<T> rows) {
        return Stream.concat(
                        Stream.of(line(TableColumn::getText)),
                        rows.stream().map(row -> line(column -> shown(column).apply(row))))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String line(Function<TableColumn<T, ?>, String> cell) {
        return getVisibleLeafColumns().stream()
                .map(cell)
                .map(text -> text.replace('\t', ' '))
                .collect(Collectors.joining("\t"));
    }

    private Function<T, String> shown(TableColumn<T, ?> column) {
        return words.getOrDefault(column, row -> "");
    }

    /** Has the whole text in front of it when there is no room for that. */
    private static final class TextCell<T> extends TableCell<T, T> {

        private final Function<T, String> words;
        private final Tooltip whole = new Tooltip();

        TextCell(Function<T, String> words) {
            this.words = words;
            whole.textProperty().bind(textProperty());
        }

        @Override
        protected void updateItem(@Nullable T row, boolean empty) {
            super.updateItem(row, empty);
            String text = empty || row == null ? "" : words.apply(row);
            setText(text);
            setTooltip(text.isEmpty() ? null : whole);
        }
    }
}
