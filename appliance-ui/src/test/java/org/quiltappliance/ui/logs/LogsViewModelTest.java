package org.quiltappliance.ui.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.ui.text.Texts;

class LogsViewModelTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private Consumer<List<LogEntry>> writer = batch -> {};
    private final List<String> readings = new ArrayList<>();
    private final LogsViewModel model = new LogsViewModel(this::read, Texts.in(Locale.ENGLISH));

    private LogFeed.Reading read(int most, Consumer<List<LogEntry>> batches, Consumer<String> failed) {
        readings.add("opened");
        writer = batches;
        return () -> readings.add("closed");
    }

    private static LogEntry entry(LogSource source, LogLevel level, String text, String... more) {
        return new LogEntry(source, NOON, level, "-", text, text, List.of(more));
    }

    private List<String> lines() {
        return model.shown().stream().map(LogEntry::line).toList();
    }

    @BeforeEach
    void look() {
        model.setSeen(true);
    }

    @Test
    void readsOnlyWhileThePageIsSeen() {
        model.setSeen(true);
        model.setSeen(false);
        model.setSeen(true);

        assertThat(readings).containsExactly("opened", "closed", "opened");
    }

    @Test
    void levelSourceAndSearchHideWhatDoesNotFit() {
        writer.accept(List.of(
                entry(LogSource.APPLIANCE, LogLevel.DEBUG, "small talk"),
                entry(LogSource.APPLIANCE, LogLevel.INFO, "started"),
                entry(LogSource.POSTGRES, LogLevel.ERROR, "Connection refused", "at some place"),
                entry(LogSource.ACCESS, LogLevel.INFO, "GET /api/log")));
        assertThat(lines()).containsExactly("started", "Connection refused", "GET /api/log");
        assertThat(model.countProperty().get()).isEqualTo("3 lines, 1 hidden");

        model.levelProperty().set(LogLevel.DEBUG);
        assertThat(lines()).hasSize(4);

        model.sourceProperty().set(Optional.of(LogSource.APPLIANCE));
        assertThat(lines()).containsExactly("small talk", "started");

        model.sourceProperty().set(Optional.empty());
        model.searchProperty().set("connection");
        assertThat(lines()).containsExactly("Connection refused");

        model.caseMattersProperty().set(true);
        assertThat(lines()).isEmpty();

        model.searchProperty().set("some place");
        assertThat(lines()).containsExactly("Connection refused");
    }

    @Test
    void signsOfRegularExpressionsMeanThemselvesUntilWished() {
        writer.accept(List.of(
                entry(LogSource.APPLIANCE, LogLevel.INFO, "a.c"), entry(LogSource.APPLIANCE, LogLevel.INFO, "abc")));
        model.searchProperty().set("a.c");
        assertThat(lines()).containsExactly("a.c");

        model.patternProperty().set(true);
        assertThat(lines()).containsExactly("a.c", "abc");
    }

    @Test
    void brokenPatternIsSaidPlainlyAndHidesNothing() {
        writer.accept(List.of(entry(LogSource.APPLIANCE, LogLevel.INFO, "abc")));
        model.patternProperty().set(true);
        model.searchProperty().set("a(");

        assertThat(model.problemProperty().get()).startsWith("This is not a regular expression: ");
        assertThat(lines()).containsExactly("abc");

        model.searchProperty().set("a");
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void pauseHoldsLinesBackAndLosesNone() {
        model.pausedProperty().set(true);
        writer.accept(List.of(entry(LogSource.APPLIANCE, LogLevel.INFO, "one")));
        writer.accept(List.of(entry(LogSource.APPLIANCE, LogLevel.INFO, "two")));
        assertThat(lines()).isEmpty();

        model.pausedProperty().set(false);
        assertThat(lines()).containsExactly("one", "two");
    }

    @Test
    void holdsTheNewestTenThousand() {
        for (int batch = 0; batch < 30; batch++) {
            int first = batch * 500;
            writer.accept(IntStream.range(first, first + 500)
                    .mapToObj(i -> entry(LogSource.APPLIANCE, LogLevel.INFO, "line " + i))
                    .toList());
        }

        assertThat(lines()).hasSize(LogsViewModel.MOST).startsWith("line 5000").endsWith("line 14999");
    }
}
