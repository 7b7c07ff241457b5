package org.quiltappliance.ui.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogQuery;
import org.quiltappliance.server.monitoring.LogReader;

/** The logs in a folder, looked at four times a second while somebody reads ({@code control-panel.md} UI-T4). */
public final class FileLogFeed implements LogFeed {

    private static final long PAUSE_MILLIS = 250;
    private static final int BATCH = 500;

    /** More than that in one quarter of a second nobody can read; the rest follows in the next one. */
    private static final int MOST_AT_ONCE = 5_000;

    private final Path folder;
    private final Executor fxThread;

    public FileLogFeed(Path folder, Executor fxThread) {
        this.folder = folder;
        this.fxThread = fxThread;
    }

    @Override
    public Reading read(int most, Consumer<List<LogEntry>> batches, Consumer<String> failed) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            var made = new Thread(work, "log-reader");
            made.setDaemon(true);
            return made;
        });
        var reader = new LogReader(folder, LogQuery.all());
        thread.execute(() -> tell(() -> reader.catchUp(most), true, batches, failed));
        thread.scheduleWithFixedDelay(
                () -> tell(() -> news(reader), false, batches, failed),
                PAUSE_MILLIS,
                PAUSE_MILLIS,
                TimeUnit.MILLISECONDS);
        return () -> {
            thread.execute(() -> close(reader));
            thread.shutdown();
        };
    }

    private interface Source {
        List<LogEntry> entries() throws IOException;
    }

    /** @param always whether it is told also that there is nothing */
    private void tell(Source source, boolean always, Consumer<List<LogEntry>> batches, Consumer<String> failed) {
        try {
            List<LogEntry> entries = source.entries();
            if (always || !entries.isEmpty()) {
                fxThread.execute(() -> batches.accept(entries));
            }
        } catch (IOException | RuntimeException unreadable) {
            fxThread.execute(() -> failed.accept(String.valueOf(unreadable.getMessage())));
        }
    }

    private static List<LogEntry> news(LogReader reader) throws IOException {
        var news = new ArrayList<LogEntry>();
        List<LogEntry> batch = reader.next(BATCH);
        while (!batch.isEmpty()) {
            news.addAll(batch);
            batch = news.size() < MOST_AT_ONCE ? reader.next(BATCH) : List.of();
        }
        return news;
    }

    private static void close(LogReader reader) {
        try {
            reader.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
