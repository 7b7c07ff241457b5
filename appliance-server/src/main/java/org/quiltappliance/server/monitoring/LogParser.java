package org.quiltappliance.server.monitoring;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries of the lines of one log. Ours are known exactly; of lines of other programs it finds the time at the
 * beginning and a word for the level, and takes the rest as it is. For one thread.
 */
final class LogParser {

    private static final Pattern TIME = Pattern.compile(
            "^(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9}))? ?(Z|UTC|GMT|[+-]\\d\\d(?::?\\d\\d)?)?\\s*");
    private static final Pattern OURS = Pattern.compile("([A-Z]+) +(\\S+) \\[([^\\]]*)] (.*)");
    private static final Pattern LEVEL =
            Pattern.compile("\\b(TRACE|DEBUG[1-5]?|INFO|NOTICE|LOG|WARN(?:ING)?|ERROR|FATAL|PANIC)\\b");

    /** Where a word for the level may stand. */
    private static final int HEAD = 100;

    private static final int MOST_LINES = 1000;
    private static final String NO_REQUEST = "-";

    private final LogSource source;
    private final Consumer<LogEntry> entries;
    private Instant time = Instant.EPOCH;
    private @Nullable LogEntry pending;
    private final List<String> more = new ArrayList<>();

    /** @param entries gets each when the next one begins or {@link #flush} is called */
    LogParser(LogSource source, Consumer<LogEntry> entries) {
        this.source = source;
        this.entries = entries;
    }

    /** Takes that for the time of lines that tell none, as long as none did. */
    void assume(Instant standard) {
        if (time.equals(Instant.EPOCH)) {
            time = standard;
        }
    }

    void add(String line) {
        Matcher matcher = TIME.matcher(line);
        Optional<Instant> begins = matcher.find() ? time(matcher) : Optional.empty();
        if (begins.isPresent()) {
            flush();
            time = begins.get();
            pending = entry(line, line.substring(matcher.end()));
        } else if (pending != null && belongsToTheLast(line) && more.size() < MOST_LINES) {
            more.add(line);
        } else if (!line.isBlank()) {
            flush();
            pending = entry(line, line);
        }
    }

    private boolean belongsToTheLast(String line) {
        return source.isOurs() || line.isBlank() || Character.isWhitespace(line.charAt(0));
    }

    private LogEntry entry(String line, String rest) {
        Matcher ours = OURS.matcher(rest);
        if (source.isOurs() && ours.matches()) {
            return new LogEntry(
                    source,
                    time,
                    LogLevel.find(ours.group(1)).orElse(LogLevel.INFO),
                    ours.group(3),
                    ours.group(4),
                    line,
                    ours.group(2),
                    List.of());
        }
        Matcher level = LEVEL.matcher(rest).region(0, Math.min(rest.length(), HEAD));
        return new LogEntry(
                source,
                time,
                level.find() ? LogLevel.find(level.group(1)).orElse(LogLevel.INFO) : LogLevel.INFO,
                NO_REQUEST,
                rest,
                line,
                List.of());
    }

    private static Optional<Instant> time(Matcher matcher) {
        try {
            String fraction = matcher.group(3) == null ? "" : "." + matcher.group(3);
            var local = LocalDateTime.parse(matcher.group(1) + "T" + matcher.group(2) + fraction);
            return Optional.of(local.toInstant(zone(matcher.group(4))));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** Containers that do not tell their zone have none. */
    private static ZoneOffset zone(@Nullable String text) {
        return text == null || text.equals("UTC") || text.equals("GMT") ? ZoneOffset.UTC : ZoneOffset.of(text);
    }

    /** When the entry was written that may still get more lines. */
    Optional<Instant> held() {
        return Optional.ofNullable(pending).map(LogEntry::time);
    }

    /** Hands out the last entry: nothing follows that belongs to it. */
    void flush() {
        LogEntry last = pending;
        if (last == null) {
            return;
        }
        pending = null;
        entries.accept(
                more.isEmpty()
                        ? last
                        : new LogEntry(
                                last.source(),
                                last.time(),
                                last.level(),
                                last.request(),
                                last.message(),
                                last.line(),
                                last.writer(),
                                more));
        more.clear();
    }
}
