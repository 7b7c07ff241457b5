package org.quiltappliance.server.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How much is written to the logs: as the settings say, and for a while more when somebody looks for something ({@code
 * control-panel.md} 13.6). It goes back by itself, so that nobody finds a full disk later. For all threads.
 */
public final class Verbosity {

    /** How long more is written. */
    public static final Duration WHILE = Duration.ofMinutes(15);

    private static final String MORE = "debug";

    private final Consumer<String> writer;
    private final Duration span;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor timer;
    private String usual = "info";
    private @Nullable Instant until;

    /** @param writer told the level that holds from then on */
    Verbosity(Consumer<String> writer, Duration span, Clock clock) {
        this.writer = writer;
        this.span = span;
        this.clock = clock;
        timer = new ScheduledThreadPoolExecutor(1, work -> {
            var thread = new Thread(work, "log-level");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** What the settings say. */
    synchronized void settle(String level) {
        usual = level;
        if (until == null) {
            writer.accept(level);
        }
    }

    /** Writes more from now on. @return until when */
    public synchronized Instant more() {
        Instant end = clock.instant().plus(span);
        until = end;
        writer.accept(MORE);
        timer.schedule(() -> end(end), span.toMillis(), TimeUnit.MILLISECONDS);
        return end;
    }

    /** Writes as much as the settings say, at once. */
    public synchronized void less() {
        until = null;
        writer.accept(usual);
    }

    private synchronized void end(Instant planned) {
        // Somebody may have asked for more time, or for an end, since.
        if (planned.equals(until)) {
            less();
        }
    }

    /** Until when more is written; empty when it is as much as the settings say. */
    public synchronized Optional<Instant> until() {
        return Optional.ofNullable(until);
    }

    void close() {
        timer.shutdownNow();
    }
}
