package org.quiltappliance.ui.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.ui.controls.Copying;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.text.Texts;

/** Page Logs. */
public final class LogsView extends VBox {

    private static final double LINE = 22;
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final LogsViewModel model;
    private final Texts texts;

    public LogsView(LogsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        var list = list();
        var body = new VBox(filters(), problem(), list, foot());
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox.setVgrow(body, Priority.ALWAYS);
        body.getStyleClass().addAll("page", "logs");
        var head = new PageHead(texts.of("page.logs"), button("pause"), button("clear"));
        getChildren().addAll(head, body);
        // Nobody reads the logs for a page that is not in the window.
        sceneProperty().addListener((watched, before, now) -> model.setSeen(now != null));
    }

    private Node button(String what) {
        if (what.equals("pause")) {
            var pause = new ToggleButton(texts.of("logs.pause"));
            pause.setId("log-pause");
            pause.selectedProperty().bindBidirectional(model.pausedProperty());
            return pause;
        }
        var clear = new Button(texts.of("logs.clear"));
        clear.setId("log-clear");
        clear.setOnAction(pressed -> model.clear());
        return clear;
    }

    private Node filters() {
        var sources = new ArrayList<Optional<LogSource>>(List.of(Optional.empty()));
        for (LogSource one : LogSource.values()) {
            sources.add(Optional.of(one));
        }
        var source = choice(
                "source",
                sources,
                one -> texts.of("logs.source." + one.map(LogSource::word).orElse("all")));
        source.valueProperty().bindBidirectional(model.sourceProperty());
        var level = choice("level", List.of(LogLevel.values()), one -> texts.of("logs.level." + one));
        level.valueProperty().bindBidirectional(model.levelProperty());
        var search = new TextField();
        search.setId("log-search");
        search.setPromptText(texts.of("logs.search"));
        search.textProperty().bindBidirectional(model.searchProperty());
        HBox.setHgrow(search, Priority.ALWAYS);
        var filters = new HBox(
                source,
                level,
                search,
                toggle("log-case", "Aa", "logs.case", model.caseMattersProperty()),
                toggle("log-regex", ".*", "logs.regex", model.patternProperty()));
        filters.getStyleClass().add("row");
        return filters;
    }

    private <T> ComboBox<T> choice(String what, List<T> values, Function<T, String> words) {
        var box = new ComboBox<T>();
        box.setId("log-" + what);
        box.accessibleTextProperty()
                .bind(box.valueProperty().map(value -> texts.of("logs.choice." + what, words.apply(value))));
        box.getItems().setAll(values);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                return values.stream()
                        .filter(value -> words.apply(value).equals(text))
                        .findFirst()
                        .orElse(values.get(0));
            }
        });
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

    private ListView<LogEntry> list() {
        var list = new ListView<>(model.shown());
        list.setId("log-list");
        list.setAccessibleText(texts.of("page.logs"));
        list.setFixedCellSize(LINE);
        list.setPrefHeight(LINE * 12);
        list.setPlaceholder(Nodes.label(texts.of("logs.empty"), "secondary"));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(made -> new Line());
        model.shown().addListener((ListChangeListener<LogEntry>) changed -> {
            if (model.followingProperty().get()) {
                list.scrollTo(model.shown().size() - 1);
            }
        });
        list.addEventFilter(ScrollEvent.SCROLL, turned -> {
            if (turned.getDeltaY() > 0) {
                model.followingProperty().set(false);
            }
        });
        list.setOnKeyPressed(pressed -> {
            if (COPY.match(pressed)) {
                copy(list.getSelectionModel().getSelectedItems());
            }
        });
        return list;
    }

    private static void copy(List<LogEntry> entries) {
        var text = new StringBuilder();
        for (LogEntry entry : entries) {
            text.append(entry.line()).append('\n');
            entry.more().forEach(line -> text.append(line).append('\n'));
        }
        Copying.copy(text.toString());
    }

    private Node foot() {
        var follow = new CheckBox(texts.of("logs.follow"));
        follow.setId("log-follow");
        follow.selectedProperty().bindBidirectional(model.followingProperty());
        var count = Nodes.label(model.countProperty(), "hint");
        count.setId("log-count");
        var foot = new HBox(follow, Nodes.filler(), count);
        foot.getStyleClass().add("row");
        return foot;
    }

    /** One entry on one line; what belongs to it is shown by a mark and copied with it. */
    private static final class Line extends ListCell<LogEntry> {

        Line() {
            getStyleClass().addAll("log-line", "mono");
        }

        @Override
        protected void updateItem(LogEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            for (LogLevel level : LogLevel.values()) {
                getStyleClass().remove(word(level));
            }
            if (empty || entry == null) {
                setText(null);
                return;
            }
            getStyleClass().add(word(entry.level()));
            String more = entry.more().isEmpty() ? "" : "  +" + entry.more().size();
            setText(String.format("%-9s %s%s", entry.source().word(), entry.line(), more));
        }

        private static String word(LogLevel level) {
            return "log-" + level.name().toLowerCase(Locale.ROOT);
        }
    }
}
