package org.quiltappliance.server.monitoring;

import java.time.Instant;
import java.util.List;

/**
 * One entry of a log.
 *
 * @param time when it was written; for a line that does not say, the time of the one before it, else of the file
 * @param request the number of the request it belongs to, or {@code -}
 * @param message without time, level and the like
 * @param line as it stands in the file, the first line only
 * @param writer what the line says of who wrote it; the word of the source where it does not
 * @param more the lines that belong to it: a stack, a statement
 */
public record LogEntry(
        LogSource source,
        Instant time,
        LogLevel level,
        String request,
        String message,
        String line,
        String writer,
        List<String> more) {

    public LogEntry {
        more = List.copyOf(more);
    }

    /** One that does not say who wrote it. */
    public LogEntry(
            LogSource source,
            Instant time,
            LogLevel level,
            String request,
            String message,
            String line,
            List<String> more) {
        this(source, time, level, request, message, line, source.word(), more);
    }
}
