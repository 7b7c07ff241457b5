package org.quiltappliance.ui.logs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.server.monitoring.LogTopic;
import org.quiltappliance.ui.state.Loading;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.state.ViewMemory;
import org.quiltappliance.ui.text.Texts;

/** What page Logs shows. */
public final class LogsViewModel {

    /** As many lines as the page holds ({@code control-panel.md} UI-T4). */
    static final int MOST = 10_000;

    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(2);

    /** Complaints that follow an error within that time are mostly about the same. */
    private static final Duration SHORTLY = Duration.ofSeconds(30);

    /**
     * What the page works with.
     *
     * @param now the present time
     * @param failed when the registry failed; empty in every other state
     * @param said hears how an action ended, in words for people
     */
    public record Surroundings(
            LogFeed feed,
            LogsAppliance appliance,
            Tasks tasks,
            ObservableValue<Instant> now,
            ObservableValue<Optional<Instant>> failed,
            Texts texts,
            Consumer<String> said) {}

    private final Surroundings around;
    private final Texts texts;
    private final MailsViewModel mails;
    private final List<LogEntry> all = new ArrayList<>();
    private final List<LogEntry> held = new ArrayList<>();
    private final Set<LogEntry> unfolded = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ObservableList<LogRow> shown = FXCollections.observableArrayList();
    private final ObjectProperty<LogChoice> source = new SimpleObjectProperty<>(LogChoice.ALL);
    private final ObjectProperty<LogLevel> level = new SimpleObjectProperty<>(LogLevel.INFO);
    private final StringProperty search = new SimpleStringProperty("");
    private final BooleanProperty caseMatters = new SimpleBooleanProperty();
    private final BooleanProperty pattern = new SimpleBooleanProperty();
    private final BooleanProperty paused = new SimpleBooleanProperty();
    private final BooleanProperty following = new SimpleBooleanProperty(true);
    private final ReadOnlyStringWrapper lines = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper followText = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper moreText = new ReadOnlyStringWrapper("");
    private final BooleanProperty loggingMore = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<Pattern>> wanted = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<LogRow>> present = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Loading loading;
    private List<LogRow> hits = List.of();
    private int hit = -1;
    private LogFeed.@Nullable Reading reading;
    private @Nullable Instant moreUntil;
    private Optional<Instant> shownFailure = Optional.empty();
    private boolean watched;

    public LogsViewModel(Surroundings around) {
        this.around = around;
        this.texts = around.texts();
        this.loading = new Loading(around.tasks());
        this.mails = new MailsViewModel(around.appliance(), around.tasks(), texts);
        source.addListener(changed -> choose());
        level.addListener(changed -> filter());
        search.addListener(changed -> look());
        caseMatters.addListener(changed -> look());
        pattern.addListener(changed -> look());
        paused.addListener(changed -> goOn());
        following.addListener((changed, before, on) -> {
            if (on) {
                followText.set("");
            }
        });
        around.now().addListener((changed, before, now) -> tick(now));
        around.failed().addListener(changed -> jumpToFailure());
        moreText.set(texts.of("logs.more"));
        tellLines();
    }

    /** Takes up the choices of the last time, and keeps those of this one. */
    public void remember(ViewMemory memory) {
        memory.keep("logs.source", source, LogChoice.class);
        memory.keep("logs.level", level, LogLevel.class);
    }

    /** Reads while the page is seen, and only then. */
    void setSeen(boolean seen) {
        watched = seen;
        LogFeed.Reading open = reading;
        if (seen && open == null) {
            all.clear();
            unfolded.clear();
            shown.clear();
            loading.begin();
            reading = around.feed().read(MOST, this::add, this::fail);
            readMore();
            choose();
        } else if (!seen && open != null) {
            open.close();
            reading = null;
            loading.end();
        }
    }

    /** Reads everything anew. */
    void refresh() {
        if (reading != null) {
            setSeen(false);
            setSeen(true);
        }
    }

    private void fail(String why) {
        loading.end();
        problem.set(why);
    }

    private void add(List<LogEntry> batch) {
        loading.end();
        // A pattern that is broken stays so whatever is written.
        if (wanted.get().isPresent() || search.get().isEmpty()) {
            problem.set("");
        }
        if (paused.get()) {
            held.addAll(batch);
            trim(held);
            return;
        }
        all.addAll(batch);
        trim(all);
        shown.addAll(batch.stream()
                .filter(this::fits)
                .map(one -> LogRow.head(one, false))
                .toList());
        if (shown.size() > MOST) {
            shown.remove(0, shown.size() - MOST);
        }
        tellLines();
        findHits();
        jumpToFailure();
    }

    /**
     * Goes to what was written of a failure ({@code control-panel.md} 12.1), once for each: the last error until then,
     * or the last complaint where there was no error shortly before; whatever was looked at before.
     */
    private void jumpToFailure() {
        var failed = around.failed().getValue();
        if (!watched || failed.isEmpty() || failed.equals(shownFailure) || isMails()) {
            return;
        }
        // The line is written a moment after the state has changed.
        var latest = failed.get().plus(WRITTEN_WITHIN);
        all.stream()
                .filter(entry -> entry.level().compareTo(LogLevel.WARN) >= 0
                        && entry.time().isBefore(latest))
                .reduce((before, after) -> isWorse(before, after) ? before : after)
                .ifPresent(entry -> {
                    shownFailure = failed;
                    reveal(entry);
                });
    }

    private static boolean isWorse(LogEntry before, LogEntry after) {
        return before.level().compareTo(after.level()) > 0
                && before.time().isAfter(after.time().minus(SHORTLY));
    }

    private void reveal(LogEntry entry) {
        if (!isInSource(entry)) {
            source.set(LogChoice.ALL);
        }
        if (!fits(entry)) {
            level.set(entry.level());
        }
        following.set(false);
        followText.set(texts.of("logs.follow.failed"));
        present.set(shown.stream()
                .filter(row -> row.isHead() && row.entry() == entry)
                .findFirst());
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
        return isInSource(entry) && entry.level().compareTo(level.get()) >= 0;
    }

    private boolean isInSource(LogEntry entry) {
        return source.get().holds(LogTopic.of(entry));
    }

    private void choose() {
        if (isMails() && watched) {
            mails.refresh();
        }
        filter();
    }

    /** Whether the mails are shown, and no log. */
    private boolean isMails() {
        return source.get() == LogChoice.MAIL;
    }

    ObservableValue<Boolean> showsMails() {
        return source.map(chosen -> chosen == LogChoice.MAIL);
    }

    MailsViewModel mails() {
        return mails;
    }

    private void filter() {
        shown.setAll(all.stream().filter(this::fits).flatMap(this::rows).toList());
        tellLines();
        findHits();
    }

    private Stream<LogRow> rows(LogEntry entry) {
        if (!unfolded.contains(entry)) {
            return Stream.of(LogRow.head(entry, false));
        }
        return Stream.concat(
                Stream.of(LogRow.head(entry, true)),
                IntStream.range(0, entry.more().size()).mapToObj(i -> new LogRow(entry, i, false)));
    }

    /** Shows the lines that belong to an entry, or hides them. */
    void toggle(LogRow row) {
        if (row.isFoldable()) {
            int at = shown.indexOf(row);
            if (!unfolded.remove(row.entry())) {
                unfolded.add(row.entry());
            }
            int size = row.unfolded() ? row.entry().more().size() + 1 : 1;
            if (at >= 0) {
                shown.subList(at, at + size).clear();
                shown.addAll(at, rows(row.entry()).toList());
            }
            findHits();
        }
    }

    // --- Search ---

    private void look() {
        problem.set("");
        wanted.set(Optional.empty());
        if (!search.get().isEmpty()) {
            int flags = (caseMatters.get() ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    | (pattern.get() ? 0 : Pattern.LITERAL);
            try {
                wanted.set(Optional.of(Pattern.compile(search.get(), flags)));
            } catch (PatternSyntaxException broken) {
                problem.set(texts.of("logs.pattern.broken", broken.getDescription()));
            }
        }
        hit = -1;
        present.set(Optional.empty());
        findHits();
        if (!hits.isEmpty()) {
            // The newest is what people look for first.
            go(hits.size() - 1);
        }
    }

    private void findHits() {
        Optional<LogRow> before = present.get();
        hits = wanted.get()
                .map(one -> shown.stream().filter(row -> isHit(row, one)).toList())
                .orElse(List.of());
        hit = before.map(hits::indexOf).orElse(-1);
        tellCount();
    }

    /** What is folded is found, too. */
    private static boolean isHit(LogRow row, Pattern one) {
        return one.matcher(row.text()).find()
                || row.isFoldable()
                        && !row.unfolded()
                        && row.entry().more().stream()
                                .anyMatch(line -> one.matcher(line).find());
    }

    void next() {
        step(1);
    }

    void previous() {
        step(-1);
    }

    private void step(int by) {
        if (!hits.isEmpty()) {
            go(Math.floorMod(hit < 0 && by < 0 ? -1 : hit + by, hits.size()));
        }
    }

    private void go(int to) {
        hit = to;
        following.set(false);
        present.set(Optional.of(hits.get(to)));
        tellCount();
    }

    private void tellCount() {
        if (wanted.get().isEmpty()) {
            count.set("");
        } else if (hits.isEmpty()) {
            count.set(texts.of("logs.hits.none"));
        } else {
            count.set(hit < 0 ? texts.of("logs.hits", hits.size()) : texts.of("logs.hit", hit + 1, hits.size()));
        }
    }

    private void tellLines() {
        long fitting = all.stream().filter(this::fits).count();
        long ofSource = all.stream().filter(this::isInSource).count();
        lines.set(texts.of("logs.lines", fitting, ofSource - fitting));
    }

    /** Empties the page; the files stay. */
    void clear() {
        all.clear();
        unfolded.clear();
        filter();
    }

    /** Somebody wants to read what is further up. */
    void scrolledUp() {
        if (following.get()) {
            following.set(false);
            followText.set(texts.of("logs.follow.stopped"));
        }
    }

    // --- More in the logs, and out of them ---

    /** Writes more to the logs for a while, or as usual when that goes on. */
    void toggleMore() {
        boolean on = loggingMore.get();
        around.tasks()
                .run(
                        () -> {
                            if (on) {
                                around.appliance().logLess();
                            } else {
                                around.appliance().logMore();
                            }
                            return around.appliance().loggingMoreUntil();
                        },
                        this::tellMore,
                        this::tell);
    }

    private void readMore() {
        around.tasks().run(around.appliance()::loggingMoreUntil, this::tellMore, this::tell);
    }

    private void tellMore(Optional<Instant> until) {
        moreUntil = until.orElse(null);
        loggingMore.set(until.isPresent());
        moreText.set(until.map(end -> texts.of(
                        "logs.more.until",
                        texts.formats().clock(Duration.between(around.now().getValue(), end))))
                .orElse(texts.of("logs.more")));
    }

    private void tick(Instant now) {
        Instant until = moreUntil;
        if (!watched) {
            return;
        }
        if (until != null) {
            if (now.isBefore(until)) {
                tellMore(Optional.of(until));
            } else {
                readMore();
            }
        }
        if (isMails() && now.getEpochSecond() % 2 == 0) {
            mails.refresh();
        }
    }

    /** Writes what the page shows to a file. */
    void export(Path file) {
        List<String> text = shown.stream()
                .filter(LogRow::isHead)
                .flatMap(row -> Stream.concat(Stream.of(row.text()), row.entry().more().stream()))
                .toList();
        around.tasks()
                .run(
                        () -> {
                            around.appliance().export(file, text);
                            return file;
                        },
                        done -> around.said().accept(texts.of("logs.exported", done)),
                        this::tell);
    }

    private void tell(Throwable reason) {
        around.said().accept(String.valueOf(reason.getMessage()));
    }

    // --- What the page shows ---

    /** Whether what is in the logs already is on its way. */
    Loading loading() {
        return loading;
    }

    ObservableList<LogRow> shown() {
        return shown;
    }

    /** Which logs are shown. */
    public ObjectProperty<LogChoice> sourceProperty() {
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

    /** What is marked in the lines. */
    ReadOnlyObjectProperty<Optional<Pattern>> wantedProperty() {
        return wanted.getReadOnlyProperty();
    }

    /** Where the search is. */
    ReadOnlyObjectProperty<Optional<LogRow>> presentProperty() {
        return present.getReadOnlyProperty();
    }

    BooleanProperty pausedProperty() {
        return paused;
    }

    /** Whether the page stays at the newest line. */
    BooleanProperty followingProperty() {
        return following;
    }

    /** Why it does not, when that was not asked for in so many words. */
    ReadOnlyStringProperty followTextProperty() {
        return followText.getReadOnlyProperty();
    }

    /** How many lines, and how many more there would be with another level. */
    ReadOnlyStringProperty linesProperty() {
        return lines.getReadOnlyProperty();
    }

    /** Which of the found ones. */
    ReadOnlyStringProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** What the button says that lets more be written. */
    ReadOnlyStringProperty moreTextProperty() {
        return moreText.getReadOnlyProperty();
    }

    BooleanProperty loggingMoreProperty() {
        return loggingMore;
    }

    /** Why nothing is found or read; empty when all is well. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
