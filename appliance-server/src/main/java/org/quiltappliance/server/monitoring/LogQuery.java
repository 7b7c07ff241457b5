package org.quiltappliance.server.monitoring;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which entries somebody wants to see.
 *
 * @param least the lowest level
 * @param since no entry before that
 * @param until no entry after that
 */
public record LogQuery(Set<LogSource> sources, LogLevel least, Optional<Instant> since, Optional<Instant> until) {

    public LogQuery {
        sources = Set.copyOf(sources);
    }

    /** Everything. */
    public static LogQuery all() {
        return new LogQuery(EnumSet.allOf(LogSource.class), LogLevel.DEBUG, Optional.empty(), Optional.empty());
    }

    public static LogQuery of(LogSource source) {
        return new LogQuery(Set.of(source), LogLevel.DEBUG, Optional.empty(), Optional.empty());
    }

    public LogQuery between(Instant first, Instant last) {
        return new LogQuery(sources, least, Optional.of(first), Optional.of(last));
    }

    boolean accepts(LogEntry entry) {
        return entry.level().compareTo(least) >= 0
                && since.map(first -> !entry.time().isBefore(first)).orElse(true)
                && until.map(last -> !entry.time().isAfter(last)).orElse(true);
    }
}
