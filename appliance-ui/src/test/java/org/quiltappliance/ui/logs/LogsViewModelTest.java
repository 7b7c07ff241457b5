package org.quiltappliance.ui.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.mail.OutboxMail;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.SomeLogs;
import org.quiltappliance.ui.text.Texts;

class LogsViewModelTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private Consumer<List<LogEntry>> writer = batch -> {};
    private final List<String> readings = new ArrayList<>();
    private final SomeLogs appliance = new SomeLogs();
    private final List<String> said = new ArrayList<>();
    private final SimpleObjectProperty<Optional<Instant>> failed = new SimpleObjectProperty<>(Optional.empty());
    private final SimpleObjectProperty<Instant> now = new SimpleObjectProperty<>(NOON);
    private final LogsViewModel model = new LogsViewModel(new LogsViewModel.Surroundings(
            this::read, appliance, new DirectTasks(), now, failed, Texts.in(Locale.ENGLISH), said::add));

    private LogFeed.Reading read(int most, Consumer<List<LogEntry>> batches, Consumer<String> failed) {
        readings.add("opened");
        writer = batches;
        return () -> readings.add("closed");
    }

    private static LogEntry entry(LogSource source, LogLevel level, String text, String... more) {
        return entry(NOON, source, level, text, more);
    }

    private static LogEntry entry(Instant time, LogSource source, LogLevel level, String text, String... more) {
        return new LogEntry(source, time, level, "-", text, text, List.of(more));
    }

    private List<String> lines() {
        return model.shown().stream().map(LogRow::text).toList();
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
    void goesToWhatWasWrittenOfAFailureOnce() {
        model.sourceProperty().set(LogChoice.APPLIANCE);
        writer.accept(List.of(
                entry(LogSource.APPLIANCE, LogLevel.INFO, "starting"),
                entry(LogSource.POSTGRES, LogLevel.ERROR, "invalid page in block 7")));
        assertThat(model.followingProperty().get()).isTrue();

        failed.set(Optional.of(NOON));

        assertThat(model.presentProperty().get().map(LogRow::text)).contains("invalid page in block 7");
        assertThat(model.sourceProperty().get()).isEqualTo(LogChoice.ALL);
        assertThat(model.followingProperty().get()).isFalse();
        assertThat(model.followTextProperty().get()).isEqualTo("Stopped at what went wrong");

        model.followingProperty().set(true);
        writer.accept(List.of(entry(LogSource.APPLIANCE, LogLevel.WARN, "something else")));
        assertThat(model.followingProperty().get()).as("once for each failure").isTrue();
    }

    @Test
    void anErrorJustBeforeSaysMoreThanTheWarningsAfterIt() {
        writer.accept(List.of(
                entry(NOON.minusSeconds(90), LogSource.APPLIANCE, LogLevel.ERROR, "a request failed"),
                entry(NOON.minusSeconds(50), LogSource.APPLIANCE, LogLevel.WARN, "the storage is slow"),
                entry(NOON.minusSeconds(9), LogSource.POSTGRES, LogLevel.ERROR, "no space left"),
                entry(NOON.minusSeconds(2), LogSource.APPLIANCE, LogLevel.WARN, "a connection was lost")));

        failed.set(Optional.of(NOON.minusSeconds(40)));
        assertThat(model.presentProperty().get().map(LogRow::text)).contains("the storage is slow");

        failed.set(Optional.of(NOON));
        assertThat(model.presentProperty().get().map(LogRow::text)).contains("no space left");
    }

    @Test
    void failureIsShownToWhoComesLater() {
        model.setSeen(false);
        failed.set(Optional.of(NOON));
        model.levelProperty().set(LogLevel.ERROR);

        model.setSeen(true);
        writer.accept(List.of(
                entry(LogSource.APPLIANCE, LogLevel.WARN, "the port is in use"),
                entry(LogSource.APPLIANCE, LogLevel.INFO, "STARTING -> FAILED")));

        assertThat(model.presentProperty().get().map(LogRow::text)).contains("the port is in use");
        assertThat(model.levelProperty().get()).isEqualTo(LogLevel.WARN);
    }

    @Test
    void levelSourceAndSearchHideWhatDoesNotFit() {
        writer.accept(List.of(
                entry(LogSource.APPLIANCE, LogLevel.DEBUG, "small talk"),
                entry(LogSource.APPLIANCE, LogLevel.INFO, "started"),
                entry(LogSource.POSTGRES, LogLevel.ERROR, "Connection refused", "at some place"),
                entry(LogSource.ACCESS, LogLevel.INFO, "GET /api/log")));
        assertThat(lines()).containsExactly("started", "Connection refused", "GET /api/log");
        assertThat(model.linesProperty().get()).isEqualTo("3 lines, 1 hidden by level");

        model.levelProperty().set(LogLevel.DEBUG);
        assertThat(lines()).hasSize(4);

        model.sourceProperty().set(LogChoice.APPLIANCE);
        assertThat(lines()).containsExactly("small talk", "started");

        model.sourceProperty().set(LogChoice.REGISTRY);
        assertThat(lines()).containsExactly("GET /api/log");
    }

    @Test
    void searchMarksAndLeadsFromHitToHit() {
        writer.accept(List.of(
                entry(LogSource.APPLIANCE, LogLevel.INFO, "Connection made"),
                entry(LogSource.APPLIANCE, LogLevel.INFO, "something else"),
                entry(LogSource.POSTGRES, LogLevel.ERROR, "connection refused")));

        model.searchProperty().set("connection");
        assertThat(lines()).as("nothing is hidden").hasSize(3);
        assertThat(model.countProperty().get()).isEqualTo("2 of 2");
        assertThat(model.presentProperty().get().map(LogRow::text)).contains("connection refused");

        model.next();
        assertThat(model.countProperty().get()).isEqualTo("1 of 2");
        model.previous();
        assertThat(model.countProperty().get()).isEqualTo("2 of 2");

        writer.accept(List.of(entry(LogSource.APPLIANCE, LogLevel.INFO, "a third connection")));
        assertThat(model.countProperty().get()).as("the place is kept").isEqualTo("2 of 3");

        model.caseMattersProperty().set(true);
        model.searchProperty().set("Connection");
        assertThat(model.countProperty().get()).isEqualTo("1 of 1");
        model.searchProperty().set("nowhere");
        assertThat(model.countProperty().get()).isEqualTo("Not found");
        model.searchProperty().set("");
        assertThat(model.countProperty().get()).isEmpty();
    }

    @Test
    void foldedLinesAreFoundShownAndCopied() {
        writer.accept(List.of(
                entry(LogSource.APPLIANCE, LogLevel.ERROR, "It failed", "at some place", "at another"),
                entry(LogSource.APPLIANCE, LogLevel.INFO, "on")));
        LogRow head = model.shown().get(0);
        assertThat(head.copied()).isEqualTo("It failed\nat some place\nat another");

        model.searchProperty().set("some place");
        assertThat(model.countProperty().get()).isEqualTo("1 of 1");

        model.toggle(head);
        assertThat(lines()).containsExactly("It failed", "at some place", "at another", "on");
        assertThat(model.shown().get(0).copied()).isEqualTo("It failed");

        model.toggle(model.shown().get(0));
        assertThat(lines()).containsExactly("It failed", "on");
    }

    @Test
    void followingStopsWhenSomebodyReadsFurtherUpAndSaysSo() {
        model.scrolledUp();
        assertThat(model.followingProperty().get()).isFalse();
        assertThat(model.followTextProperty().get()).isEqualTo("Stopped, because you scrolled up");

        model.followingProperty().set(true);
        assertThat(model.followTextProperty().get()).isEmpty();
    }

    @Test
    void moreIsLoggedForAWhileAndAsUsualAfterwards() {
        model.toggleMore();
        assertThat(model.loggingMoreProperty().get()).isTrue();
        assertThat(model.moreTextProperty().get()).contains("15:00");

        now.set(NOON.plusSeconds(60));
        assertThat(model.moreTextProperty().get()).contains("14:00");

        appliance.returnToUsual();
        now.set(NOON.plusSeconds(901));
        assertThat(model.loggingMoreProperty().get()).isFalse();
        assertThat(model.moreTextProperty().get()).isEqualTo("Log more for 15 minutes");
    }

    @Test
    void exportHoldsWhatIsShownFoldedLinesToo() {
        writer.accept(List.of(
                entry(LogSource.APPLIANCE, LogLevel.DEBUG, "hidden"),
                entry(LogSource.APPLIANCE, LogLevel.ERROR, "It failed", "at some place")));
        var file = Path.of("/tmp/some.log");

        model.export(file);

        assertThat(appliance.exports()).containsEntry(file, List.of("It failed", "at some place"));
        assertThat(said).singleElement().asString().contains("some.log");
    }

    @Test
    void mailsAreReadWithTheirLinks() {
        model.sourceProperty().set(LogChoice.MAIL);

        assertThat(model.mails().mails()).extracting(OutboxMail::subject).hasSize(2);
        model.mails().selectedProperty().set(model.mails().mails().get(1));
        assertThat(MailsViewModel.pieces(model.mails().mails().get(1)))
                .filteredOn(MailsViewModel.Piece::link)
                .extracting(MailsViewModel.Piece::text)
                .as("without the full stop")
                .containsExactly("http://localhost:3000/reset_password/abc");

        appliance.write("cem@example.org", "Welcome", "Hello");
        now.set(NOON.plusSeconds(2));
        assertThat(model.mails().mails()).hasSize(3);
        assertThat(String.valueOf(model.mails().selectedProperty().get().subject()))
                .as("the mail that is read stays")
                .isEqualTo("Choose a password");

        appliance.stop();
        now.set(NOON.plusSeconds(4));
        assertThat(model.mails().mails()).isEmpty();
        assertThat(model.mails().problemProperty().get()).contains("not running");
    }

    @Test
    void signsOfRegularExpressionsMeanThemselvesUntilWished() {
        writer.accept(List.of(
                entry(LogSource.APPLIANCE, LogLevel.INFO, "a.c"), entry(LogSource.APPLIANCE, LogLevel.INFO, "abc")));
        model.searchProperty().set("a.c");
        assertThat(model.countProperty().get()).isEqualTo("1 of 1");

        model.patternProperty().set(true);
        assertThat(model.countProperty().get()).isEqualTo("2 of 2");
    }

    @Test
    void brokenPatternIsSaidPlainlyAndHidesNothing() {
        writer.accept(List.of(entry(LogSource.APPLIANCE, LogLevel.INFO, "abc")));
        model.patternProperty().set(true);
        model.searchProperty().set("a(");

        assertThat(model.problemProperty().get()).startsWith("This is not a regular expression: ");
        writer.accept(List.of(entry(LogSource.APPLIANCE, LogLevel.INFO, "more")));
        assertThat(model.problemProperty().get()).as("news do not mend it").isNotEmpty();
        assertThat(lines()).containsExactly("abc", "more");

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
