package org.quiltappliance.ui.logs;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.server.monitoring.LogTopic;
import org.quiltappliance.ui.text.Texts;

/** A line of the page: the signs that were looked for are marked, and what belongs to it can be unfolded. */
final class LogCell extends ListCell<LogRow> {

    /** More marks than these on one line help nobody. */
    private static final int MOST_MARKS = 8;

    /** Of the sign that folds, and a little beside it. */
    private static final double SIGN_WIDTH = 28;

    private final LogsViewModel model;
    private final Texts texts;
    // Held by the cell alone, so that it goes with it.
    private final ChangeListener<Optional<Pattern>> marks = (watched, before, now) -> updateItem(getItem(), isEmpty());

    LogCell(LogsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().addAll("log-line", "mono");
        model.wantedProperty().addListener(new WeakChangeListener<>(marks));
        setOnMouseClicked(clicked -> {
            LogRow row = getItem();
            boolean onSign = clicked.getX() < SIGN_WIDTH;
            if (row != null && clicked.getButton() == MouseButton.PRIMARY && (onSign || clicked.getClickCount() == 2)) {
                model.toggle(row);
            }
        });
    }

    @Override
    protected void updateItem(@Nullable LogRow row, boolean empty) {
        super.updateItem(row, empty);
        for (LogLevel level : LogLevel.values()) {
            getStyleClass().remove(word(level));
        }
        setGraphic(null);
        setText(null);
        if (empty || row == null) {
            return;
        }
        getStyleClass().add(word(row.entry().level()));
        String line = line(row);
        Optional<Pattern> wanted = model.wantedProperty().get();
        if (wanted.isPresent() && wanted.get().matcher(line).find()) {
            setGraphic(marked(line, wanted.get()));
        } else {
            setText(line);
        }
    }

    private String line(LogRow row) {
        LogEntry entry = row.entry();
        if (!row.isHead()) {
            return " ".repeat(15) + row.text().replace("\t", "    ");
        }
        String sign = row.isFoldable() ? row.unfolded() ? "▾" : "▸" : " ";
        String more = row.isFoldable() && !row.unfolded()
                ? "  " + texts.of("logs.folded", entry.more().size())
                : "";
        return String.format(
                "%s %-10s  %s%s", sign, texts.of("logs.source." + LogChoice.of(LogTopic.of(entry))), row.text(), more);
    }

    private static HBox marked(String line, Pattern wanted) {
        var pieces = new HBox();
        pieces.getStyleClass().add("log-marked");
        Matcher found = wanted.matcher(line);
        int end = 0;
        for (int i = 0; i < MOST_MARKS && found.find(); i++) {
            if (found.end() > found.start()) {
                add(pieces, line.substring(end, found.start()), false);
                add(pieces, found.group(), true);
                end = found.end();
            }
        }
        add(pieces, line.substring(end), false);
        return pieces;
    }

    private static void add(HBox pieces, String text, boolean hit) {
        if (!text.isEmpty()) {
            var piece = new Label(text);
            piece.setMinWidth(USE_PREF_SIZE);
            piece.getStyleClass().add(hit ? "hit" : "miss");
            pieces.getChildren().add(piece);
        }
    }

    private static String word(LogLevel level) {
        return "log-" + level.name().toLowerCase(Locale.ROOT);
    }
}
