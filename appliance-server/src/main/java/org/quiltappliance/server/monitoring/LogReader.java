package org.quiltappliance.server.monitoring;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the logs of an appliance, whether or not it runs: several at once in the order of time, with their older parts,
 * and what is added while somebody looks ({@code control-panel.md} UI-T4, 13.6). Holds a piece of each file and no more.
 * Needs to be asked again and again: four times a second is often enough for any log. For one thread.
 */
public final class LogReader implements AutoCloseable {

    private static final int BATCH = 500;

    private final LogQuery query;
    private final List<LogTail> tails = new ArrayList<>();

    /** @param folder that of the logs; need not exist yet */
    public LogReader(Path folder, LogQuery query) {
        this.query = query;
        for (LogSource source : LogSource.values()) {
            if (query.sources().contains(source)) {
                tails.add(new LogTail(source, folder, query.since()));
            }
        }
    }

    /** The newest entries of now, oldest first. */
    public static List<LogEntry> last(Path folder, LogQuery query, int most) throws IOException {
        try (var reader = new LogReader(folder, query)) {
            return reader.catchUp(most, true);
        }
    }

    /** Reads to the present end. @return the newest entries up to there, oldest first */
    public List<LogEntry> catchUp(int most) throws IOException {
        return catchUp(most, false);
    }

    private List<LogEntry> catchUp(int most, boolean forGood) throws IOException {
        var newest = new ArrayDeque<LogEntry>();
        readTo(newest, most);
        if (forGood) {
            tails.forEach(LogTail::finish);
            readTo(newest, most);
        }
        return List.copyOf(newest);
    }

    private void readTo(ArrayDeque<LogEntry> newest, int most) throws IOException {
        boolean more = true;
        while (more) {
            List<LogEntry> batch = next(BATCH);
            newest.addAll(batch);
            while (newest.size() > most) {
                newest.removeFirst();
            }
            more = !batch.isEmpty()
                    || tails.stream().anyMatch(tail -> tail.held().isPresent());
        }
    }

    /**
     * What follows. An entry that may still get more lines is held back until the next call, and what is later with it.
     *
     * @return at most that many entries; none when there is nothing more for now
     */
    public List<LogEntry> next(int most) throws IOException {
        var batch = new ArrayList<LogEntry>();
        for (LogTail tail : tails) {
            tail.beginRound();
        }
        while (batch.size() < most) {
            Optional<LogEntry> next = earliest();
            if (next.isEmpty()) {
                break;
            }
            next.filter(query::accepts).ifPresent(batch::add);
        }
        return batch;
    }

    private Optional<LogEntry> earliest() throws IOException {
        @Nullable LogTail best = null;
        @Nullable LogEntry head = null;
        Instant barrier = Instant.MAX;
        for (LogTail tail : tails) {
            LogEntry candidate = tail.peek();
            if (candidate == null) {
                Instant held = tail.held().orElse(Instant.MAX);
                barrier = held.isBefore(barrier) ? held : barrier;
            } else if (head == null || candidate.time().isBefore(head.time())) {
                best = tail;
                head = candidate;
            }
        }
        return best == null || head == null || head.time().isAfter(barrier)
                ? Optional.empty()
                : Optional.of(best.take());
    }

    @Override
    public void close() throws IOException {
        for (LogTail tail : tails) {
            tail.close();
        }
    }
}
