package org.quiltappliance.server.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.server.monitoring.LogQuery;
import org.quiltappliance.server.monitoring.LogReader;
import org.quiltappliance.server.monitoring.LogSource;

/** The parts of the logs that somebody who looks for a fault wants to read first. */
final class LogExcerpts {

    private static final int LAST_LINES = 2_000;

    /** Of the hours around a failure; a busy log holds more than a mail takes. */
    private static final int MOST_AROUND = 20_000;

    private static final Duration BEFORE_AND_AFTER = Duration.ofHours(12);

    private final Path folder;

    LogExcerpts(Path folder) {
        this.folder = folder;
    }

    /** The end of a log; empty when there is none. */
    Optional<String> end(LogSource source) throws IOException {
        if (!exists(source)) {
            return Optional.empty();
        }
        List<String> lines = lines(LogReader.last(folder, LogQuery.of(source), LAST_LINES));
        return Optional.of(text(lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
    }

    /** The day around that moment. */
    Optional<String> around(LogSource source, Instant failure) throws IOException {
        if (!exists(source)) {
            return Optional.empty();
        }
        var query = LogQuery.of(source).between(failure.minus(BEFORE_AND_AFTER), failure.plus(BEFORE_AND_AFTER));
        return Optional.of(text(lines(LogReader.last(folder, query, MOST_AROUND))));
    }

    /** When the appliance last wrote an error. */
    Optional<Instant> lastError() throws IOException {
        var errors = new LogQuery(Set.of(LogSource.APPLIANCE), LogLevel.ERROR, Optional.empty(), Optional.empty());
        return LogReader.last(folder, errors, 1).stream().map(LogEntry::time).findFirst();
    }

    private boolean exists(LogSource source) {
        return Files.exists(source.in(folder));
    }

    private static List<String> lines(List<LogEntry> entries) {
        var lines = new ArrayList<String>();
        for (LogEntry entry : entries) {
            lines.add(entry.line());
            lines.addAll(entry.more());
        }
        return lines;
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
