package org.quiltappliance.ui.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.ui.text.Texts;

/** What page Logs shows. */
public final class LogsViewModel {

    /** As many lines as the page holds ({@code control-panel.md} UI-T4). */
    static final int MOST = 10_000;

    private static final Predicate<LogEntry> EVERY = entry -> true;

    private final LogFeed feed;
    private final Texts texts;
    private final List<LogEntry> all = new ArrayList<>();
    private final List<LogEntry> held = new ArrayList<>();
    private final ObservableList<LogEntry> shown = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<LogSource>> source = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<LogLevel> level = new SimpleObjectProperty<>(LogLevel.INFO);
    private final StringProperty search = new SimpleStringProperty("");
    private final BooleanProperty caseMatters = new SimpleBooleanProperty();
    private final BooleanProperty pattern = new SimpleBooleanProperty();
    private final BooleanProperty paused = new SimpleBooleanProperty();
    private final BooleanProperty following = new SimpleBooleanProperty(true);
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Predicate<LogEntry> found = EVERY;
    private LogFeed.@Nullable Reading reading;

    public LogsViewModel(LogFeed feed, Texts texts) {
        this.feed = feed;
        this.texts = texts;
        source.addListener(changed -> filter());
        level.addListener(changed -> filter());
        search.addListener(changed -> look());
        caseMatters.addListener(changed -> look());
        pattern.addListener(changed -> look());
        paused.addListener(changed -> goOn());
        tellCount();
    }

    /** Reads while the page is seen, and only then. */
    void setSeen(boolean seen) {
        LogFeed.Reading open = reading;
        if (seen && open == null) {
            all.clear();
            shown.clear();
            reading = feed.read(MOST, this::add, problem::set);
        } else if (!seen && open != null) {
            open.close();
            reading = null;
        }
    }

    private void add(List<LogEntry> batch) {
        problem.set("");
        if (paused.get()) {
            held.addAll(batch);
            trim(held);
            return;
        }
        all.addAll(batch);
        trim(all);
        var fitting = batch.stream().filter(this::fits).toList();
        shown.addAll(fitting);
        if (shown.size() > MOST) {
            shown.remove(0, shown.size() - MOST);
        }
        tellCount();
    }

    private static void trim(List<LogEntry> entries) {
        if (entries.size() > MOST) {
            entries.subList(0, entries.size() - MOST).clear();
        }
    }

    private void goOn() {
        if (!paused.get()) {
            var waiting = List.copyOf(held);
            held.clear();
            add(waiting);
        }
    }

    private boolean fits(LogEntry entry) {
        return entry.level().compareTo(level.get()) >= 0
                && source.get().map(only -> only == entry.source()).orElse(true)
                && found.test(entry);
    }

    private void filter() {
        shown.setAll(all.stream().filter(this::fits).toList());
        tellCount();
    }

    private void look() {
        problem.set("");
        found = EVERY;
        if (!search.get().isEmpty()) {
            int flags = (caseMatters.get() ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    | (pattern.get() ? 0 : Pattern.LITERAL);
            try {
                Pattern wanted = Pattern.compile(search.get(), flags);
                found = entry -> wanted.matcher(entry.line()).find()
                        || entry.more().stream()
                                .anyMatch(line -> wanted.matcher(line).find());
            } catch (PatternSyntaxException broken) {
                problem.set(texts.of("logs.pattern.broken", broken.getDescription()));
            }
        }
        filter();
    }

    private void tellCount() {
        count.set(texts.of("logs.count", shown.size(), all.size() - shown.size()));
    }

    /** Empties the page; the files stay. */
    void clear() {
        all.clear();
        filter();
    }

    ObservableList<LogEntry> shown() {
        return shown;
    }

    /** Which log is shown; all when none is named. */
    public ObjectProperty<Optional<LogSource>> sourceProperty() {
        return source;
    }

    ObjectProperty<LogLevel> levelProperty() {
        return level;
    }

    StringProperty searchProperty() {
        return search;
    }

    BooleanProperty caseMattersProperty() {
        return caseMatters;
    }

    /** Whether the search is a regular expression. */
    BooleanProperty patternProperty() {
        return pattern;
    }

    BooleanProperty pausedProperty() {
        return paused;
    }

    /** Whether the page stays at the newest line. */
    BooleanProperty followingProperty() {
        return following;
    }

    ReadOnlyStringProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** Why nothing is found or read; empty when all is well. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
