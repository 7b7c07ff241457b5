package org.quiltappliance.ui.overview;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.StepView;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.ui.logs.LogFeed;

/** What the step of a start that is at work writes to the logs ({@code control-panel.md} 13.1, LC-5). */
final class StepLog {

    private static final int MOST = 200;

    /** Lines of a step may be written some time before the snapshot tells that it began. */
    private static final long SLACK_MILLIS = 200;

    private final LogFeed feed;
    private final ObservableList<String> lines = FXCollections.observableArrayList();
    private final ObservableValue<Instant> begin;
    private LogFeed.@Nullable Reading reading;

    StepLog(ObservableValue<ApplianceSnapshot> snapshot, LogFeed feed) {
        this.feed = feed;
        begin = snapshot.map(
                now -> now.activeStep().flatMap(StepView::startedAt).orElse(Instant.MAX));
        begin.addListener((watched, before, now) -> {
            if (!now.equals(Instant.MAX)) {
                lines.clear();
            }
        });
    }

    /** Reads while somebody looks, and only then. */
    void setSeen(boolean seen) {
        LogFeed.Reading open = reading;
        if (seen && open == null) {
            lines.clear();
            reading = feed.read(MOST, this::add, problem -> lines.setAll(problem));
        } else if (!seen && open != null) {
            open.close();
            reading = null;
        }
    }

    private void add(List<LogEntry> batch) {
        Instant from = Optional.of(begin.getValue())
                .filter(when -> !when.equals(Instant.MAX))
                .map(when -> when.minusMillis(SLACK_MILLIS))
                .orElse(Instant.MAX);
        lines.addAll(batch.stream()
                .filter(entry ->
                        entry.source() != LogSource.ACCESS && !entry.time().isBefore(from))
                .map(LogEntry::line)
                .toList());
        if (lines.size() > MOST) {
            lines.remove(0, lines.size() - MOST);
        }
    }

    /** Newest last. */
    ObservableList<String> lines() {
        return lines;
    }
}
