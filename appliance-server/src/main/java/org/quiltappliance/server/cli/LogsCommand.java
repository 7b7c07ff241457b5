package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.config.Kind;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.server.monitoring.LogQuery;
import org.quiltappliance.server.monitoring.LogReader;
import org.quiltappliance.server.monitoring.LogSource;

/** Shows what stands in the logs, whether or not a registry runs. */
final class LogsCommand {

    private static final int USUAL_LINES = 200;

    /** As many as are kept in memory at most. */
    private static final int MOST_LINES = 100_000;

    /** Colours and the like, and single signs that are no text. */
    private static final Pattern COMMANDS = Pattern.compile("\\x1b\\[[0-9;?]*[A-Za-z]|[\\p{Cntrl}\\x80-\\x9f&&[^\\t]]");

    private static final int BATCH = 500;
    private static final long PAUSE_MILLIS = 250;

    private final Call call;
    private final Terminal terminal;
    private final CountDownLatch interrupted = new CountDownLatch(1);

    LogsCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
    }

    int run() throws IOException {
        var arguments = call.arguments();
        boolean follow = arguments.flag("--follow");
        Set<LogSource> sources =
                arguments.option("--source").map(LogsCommand::sources).orElseGet(() -> EnumSet.allOf(LogSource.class));
        LogLevel least = arguments.option("--level").map(LogsCommand::level).orElse(LogLevel.DEBUG);
        Optional<Instant> since = arguments
                .option("--since")
                .map(text -> since(text, call.source().clock()));
        int lines = arguments
                .option("--lines")
                .map(LogsCommand::lines)
                .orElse(since.isPresent() ? MOST_LINES : USUAL_LINES);
        arguments.finish();
        var query = new LogQuery(sources, least, since, Optional.empty());
        boolean named = sources.size() > 1;
        if (follow) {
            follow(query, lines, named);
        } else {
            show(LogReader.last(call.home().logs(), query, lines), named);
        }
        return ExitCode.DONE;
    }

    private void show(List<LogEntry> entries, boolean named) {
        if (terminal.wantsJson()) {
            var answer = JsonNodeFactory.instance.objectNode();
            var all = answer.putArray("entries");
            entries.forEach(entry -> all.add(json(entry)));
            terminal.print(answer);
        } else {
            entries.forEach(entry -> print(entry, named));
        }
    }

    /** Until somebody interrupts or stops listening. */
    private void follow(LogQuery query, int lines, boolean named) throws IOException {
        call.around().interrupts().call(interrupted::countDown);
        try (var reader = new LogReader(call.home().logs(), query)) {
            reader.catchUp(lines).forEach(entry -> tell(entry, named));
            while (!terminal.isClosed() && !isInterrupted()) {
                List<LogEntry> batch = reader.next(BATCH);
                while (!batch.isEmpty() && interrupted.getCount() > 0) {
                    batch.forEach(entry -> tell(entry, named));
                    batch = reader.next(BATCH);
                }
            }
        }
    }

    private boolean isInterrupted() {
        try {
            return interrupted.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void tell(LogEntry entry, boolean named) {
        if (terminal.wantsJson()) {
            terminal.printLine(json(entry));
        } else {
            print(entry, named);
        }
    }

    private void print(LogEntry entry, boolean named) {
        String line = harmless(entry.line());
        terminal.print(named ? String.format("%-9s %s", entry.source().word(), line) : line);
        entry.more().forEach(more -> terminal.print(harmless(more)));
    }

    /** Programs in containers write what they like; a terminal would obey some of it. */
    private static String harmless(String line) {
        return COMMANDS.matcher(line).replaceAll("");
    }

    private static ObjectNode json(LogEntry entry) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("time", entry.time().toString())
                .put("source", entry.source().word())
                .put("level", entry.level().name())
                .put("request", entry.request())
                .put("message", entry.message());
        if (!entry.more().isEmpty()) {
            var more = json.putArray("more");
            entry.more().forEach(more::add);
        }
        return json;
    }

    private static Set<LogSource> sources(String word) {
        return word.equals("all")
                ? EnumSet.allOf(LogSource.class)
                : Set.of(LogSource.find(word)
                        .orElseThrow(() ->
                                CommandFailure.wrongUse("--source needs appliance, access, postgres, store or all.")));
    }

    private static LogLevel level(String word) {
        return LogLevel.find(word)
                .orElseThrow(() -> CommandFailure.wrongUse("--level needs debug, info, warn or error."));
    }

    private static int lines(String text) {
        try {
            int lines = Integer.parseInt(text);
            if (lines >= 0 && lines <= MOST_LINES) {
                return lines;
            }
        } catch (NumberFormatException none) {
            throw wrongLines();
        }
        throw wrongLines();
    }

    private static CommandFailure wrongLines() {
        return CommandFailure.wrongUse("--lines needs a number from 0 to " + MOST_LINES + ".");
    }

    /** A time before now, or a moment; without a zone it is one of this computer. */
    private static Instant since(String text, Clock clock) {
        try {
            return clock.instant().minus(Kind.Time.read(text));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException noTime) {
            return moment(text)
                    .orElseThrow(
                            () -> CommandFailure.wrongUse(
                                    "--since needs a time like 15m or 2h, or a moment like 2026-11-25T10:00:00Z or 2026-11-25T10:00."));
        }
    }

    private static Optional<Instant> moment(String text) {
        try {
            if (!text.contains("T")) {
                return Optional.of(LocalDate.parse(text)
                        .atStartOfDay(ZoneId.systemDefault())
                        .toInstant());
            }
            boolean zoned = text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)");
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text)
                                    .atZone(ZoneId.systemDefault())
                                    .toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
