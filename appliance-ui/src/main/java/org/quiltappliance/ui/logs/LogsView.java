package org.quiltappliance.ui.logs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.event.EventTarget;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.controls.Copying;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.controls.Refreshable;
import org.quiltappliance.ui.controls.Skeleton;
import org.quiltappliance.ui.controls.WordBox;
import org.quiltappliance.ui.text.Texts;

/** Page Logs. */
public final class LogsView extends VBox implements Refreshable {

    private static final double LINE = 22;
    private static final Set<KeyCode> UPWARDS = Set.of(KeyCode.UP, KeyCode.PAGE_UP, KeyCode.HOME);
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final LogsViewModel model;
    private final Texts texts;

    /**
     * What the page needs around it.
     *
     * @param chooseFile asks where an export goes; nothing when people change their mind
     * @param browse opens an address in the browser
     */
    public record Desktop(Supplier<Optional<Path>> chooseFile, Consumer<String> browse, ColumnWidths widths) {}

    public LogsView(LogsViewModel model, Texts texts, Desktop desktop) {
        this.model = model;
        this.texts = texts;
        var lines = Skeleton.over(list(), model.loading(), Skeleton.Shape.TABLE, texts);
        var logs = new VBox(lines, foot());
        logs.getStyleClass().add("logs");
        VBox.setVgrow(logs, Priority.ALWAYS);
        var mails = new MailsView(model.mails(), texts, desktop.widths(), desktop.browse());
        Nodes.showWhen(mails, model.showsMails());
        Nodes.showWhen(logs, model.showsMails().map(shown -> !shown));
        var body = new VBox(filters(), problem(), logs, mails);
        VBox.setVgrow(body, Priority.ALWAYS);
        body.getStyleClass().addAll("page", "logs");
        var head = new PageHead(
                texts.of("page.logs"),
                pause(),
                Nodes.button("log-clear", texts.of("logs.clear"), model::clear),
                Nodes.button(
                        "log-export",
                        texts.of("logs.export"),
                        () -> desktop.chooseFile().get().ifPresent(model::export)));
        getChildren().addAll(head, body);
        // Nobody reads the logs for a page that is not in the window.
        sceneProperty().addListener((watched, before, now) -> model.setSeen(now != null));
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    private Node pause() {
        var pause = new ToggleButton(texts.of("logs.pause"));
        pause.setId("log-pause");
        pause.setMinWidth(USE_PREF_SIZE);
        pause.selectedProperty().bindBidirectional(model.pausedProperty());
        return pause;
    }

    private Node filters() {
        var source = choice("source", List.of(LogChoice.values()), one -> texts.of("logs.source." + one));
        source.valueProperty().bindBidirectional(model.sourceProperty());
        var level = choice("level", List.of(LogLevel.values()), one -> texts.of("logs.level." + one));
        level.valueProperty().bindBidirectional(model.levelProperty());
        var search = new TextField();
        search.setId("log-search");
        search.getStyleClass().add("page-filter");
        search.setPromptText(texts.of("logs.search"));
        search.textProperty().bindBidirectional(model.searchProperty());
        search.setOnKeyPressed(pressed -> {
            if (pressed.getCode() == KeyCode.ENTER) {
                step(pressed.isShiftDown());
            }
        });
        HBox.setHgrow(search, Priority.ALWAYS);
        var count = Nodes.label(model.countProperty(), "hint");
        count.setId("log-count");
        count.setMinWidth(USE_PREF_SIZE);
        Nodes.showWhen(count, model.countProperty().isNotEmpty());
        var looking = new HBox(
                search,
                toggle("log-case", "Aa", "logs.case", model.caseMattersProperty()),
                toggle("log-regex", ".*", "logs.regex", model.patternProperty()),
                arrow("log-prev", "‹", "logs.previous", model::previous),
                count,
                arrow("log-next", "›", "logs.next", model::next));
        looking.getStyleClass().add("row");
        HBox.setHgrow(looking, Priority.ALWAYS);
        Nodes.showWhen(looking, model.showsMails().map(mails -> !mails));
        Nodes.showWhen(level, model.showsMails().map(mails -> !mails));
        var filters = new HBox(source, level, looking);
        filters.getStyleClass().add("row");
        return filters;
    }

    private void step(boolean back) {
        if (back) {
            model.previous();
        } else {
            model.next();
        }
    }

    private Button arrow(String id, String sign, String key, Runnable action) {
        var arrow = Nodes.button(id, sign, action);
        arrow.getStyleClass().add("icon-only");
        arrow.setTooltip(new Tooltip(texts.of(key)));
        arrow.setAccessibleText(texts.of(key));
        return arrow;
    }

    private <T> WordBox<T> choice(String what, List<T> values, Function<T, String> words) {
        var box = new WordBox<T>("log-" + what, texts.of("logs.choice." + what), words, texts);
        box.setMinWidth(USE_PREF_SIZE);
        box.getItems().setAll(values);
        return box;
    }

    private Node toggle(String id, String sign, String key, BooleanProperty on) {
        var toggle = new ToggleButton(sign);
        toggle.setId(id);
        toggle.setMinWidth(USE_PREF_SIZE);
        toggle.setTooltip(new Tooltip(texts.of(key)));
        toggle.setAccessibleText(texts.of(key));
        toggle.getStyleClass().add("mono");
        toggle.selectedProperty().bindBidirectional(on);
        return toggle;
    }

    private Node problem() {
        var problem = Nodes.label(model.problemProperty(), "problem");
        problem.setId("log-problem");
        Nodes.showWhen(problem, model.problemProperty().isNotEmpty());
        return problem;
    }

    private ListView<LogRow> list() {
        var list = new ListView<>(model.shown());
        list.setId("log-list");
        list.setAccessibleText(texts.of("page.logs"));
        list.setFixedCellSize(LINE);
        list.setPrefHeight(LINE * 12);
        list.setPlaceholder(Nodes.label(texts.of("logs.empty"), "secondary"));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(made -> new LogCell(model, texts));
        model.shown().addListener((ListChangeListener<LogRow>) changed -> {
            if (model.followingProperty().get()) {
                list.scrollTo(model.shown().size() - 1);
            }
        });
        Nodes.follow(model.followingProperty(), on -> {
            if (on) {
                list.scrollTo(model.shown().size() - 1);
            }
        });
        Nodes.follow(model.presentProperty(), found -> found.ifPresent(row -> reveal(list, row)));
        // Before its height is known, a list cannot tell which lines are in sight.
        list.heightProperty().addListener((watched, before, now) -> {
            if (before.doubleValue() == 0) {
                model.presentProperty().get().ifPresent(row -> reveal(list, row));
            }
        });
        list.addEventFilter(ScrollEvent.SCROLL, turned -> {
            if (turned.getDeltaY() > 0) {
                model.scrolledUp();
            }
        });
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, pressed -> {
            if (isInScrollBar(pressed.getTarget())) {
                model.scrolledUp();
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, pressed -> {
            if (COPY.match(pressed)) {
                copy(list.getSelectionModel().getSelectedItems());
                pressed.consume();
            } else if (UPWARDS.contains(pressed.getCode())) {
                model.scrolledUp();
            } else if (pressed.getCode() == KeyCode.ENTER || pressed.getCode() == KeyCode.SPACE) {
                Optional.ofNullable(list.getSelectionModel().getSelectedItem()).ifPresent(model::toggle);
                pressed.consume();
            }
        });
        return list;
    }

    private void reveal(ListView<LogRow> list, LogRow row) {
        int at = model.shown().indexOf(row);
        list.getSelectionModel().clearAndSelect(at);
        list.scrollTo(Math.max(0, at - 3));
    }

    private static boolean isInScrollBar(EventTarget target) {
        Node one = target instanceof Node node ? node : null;
        while (one != null) {
            if (one instanceof ScrollBar bar) {
                return bar.getOrientation() == Orientation.VERTICAL;
            }
            one = one.getParent();
        }
        return false;
    }

    private static void copy(List<LogRow> rows) {
        Copying.copy(rows.stream().map(LogRow::copied).collect(Collectors.joining("\n", "", "\n")));
    }

    private Node foot() {
        var follow = new CheckBox(texts.of("logs.follow"));
        follow.setId("log-follow");
        follow.setMinWidth(USE_PREF_SIZE);
        follow.selectedProperty().bindBidirectional(model.followingProperty());
        var stopped = Nodes.label(model.followTextProperty(), "hint");
        stopped.setId("log-follow-text");
        stopped.setWrapText(true);
        stopped.setMinHeight(USE_PREF_SIZE);
        var lines = Nodes.label(model.linesProperty(), "hint");
        lines.setId("log-lines");
        lines.setMinWidth(USE_PREF_SIZE);
        var more = new Button();
        more.setId("log-debug15");
        more.setMinWidth(USE_PREF_SIZE);
        more.textProperty().bind(model.moreTextProperty());
        more.setOnAction(pressed -> model.toggleMore());
        var foot = new HBox(follow, stopped, Nodes.filler(), lines, more);
        foot.getStyleClass().add("row");
        return foot;
    }
}
