package org.quiltappliance.server.monitoring;

import java.util.Locale;
import java.util.Optional;

/** How bad a line of a log is, in ascending order. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR;

    /** What that program's word means; empty when it means no level. */
    public static Optional<LogLevel> find(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "TRACE", "DEBUG", "DEBUG1", "DEBUG2", "DEBUG3", "DEBUG4", "DEBUG5" -> Optional.of(DEBUG);
            case "INFO", "NOTICE", "LOG", "STATEMENT", "DETAIL", "HINT", "CONTEXT" -> Optional.of(INFO);
            case "WARN", "WARNING" -> Optional.of(WARN);
            case "ERROR", "FATAL", "PANIC" -> Optional.of(ERROR);
            default -> Optional.empty();
        };
    }
}
