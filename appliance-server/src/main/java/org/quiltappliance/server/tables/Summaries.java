package org.quiltappliance.server.tables;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.catalog.Look;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Kind;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.errors.ApplianceException.Unprocessable;
import org.quiltappliance.server.tables.TableSources.Reading;
import org.quiltappliance.server.tables.worker.Found;
import org.quiltappliance.server.tables.worker.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Summaries of tables, made one after the other, column by column, so that whoever wants rows meanwhile has his turn; kept in
 * files by the content they are of, as that never changes.
 */
public final class Summaries implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Summaries.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Changes when summaries do. */
    private static final String EDITION = "1 ";

    private static final int MOST_COLUMNS = 500;
    private static final int WAITING = 50;
    private static final int KEPT = 5_000;
    private static final int ATTEMPTS = 3;

    /** Small tables are done before anybody has to ask again. */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final TableEngine engine;
    private final TableSources sources;
    private final Path folder;
    private final Map<String, Job> jobs = new HashMap<>();
    private final ThreadPoolExecutor worker;

    Summaries(TableEngine engine, TableSources sources, Path folder) {
        this.engine = engine;
        this.sources = sources;
        this.folder = folder;
        worker = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(WAITING), Threads.named("table-summaries"));
        worker.allowCoreThreadTimeOut(true);
    }

    /** A column and what its cells are like. @param failed why that is not known */
    public record ColumnLine(
            Found.Column column,
            Found.@Nullable Summary summary,
            @Nullable String failed) {}

    /** A whole summary. */
    public record Summary(long rows, List<ColumnLine> columns, Tables.@Nullable Read partial) {}

    /** How far it is. @param summary when it is done */
    public record Progress(int done, int of, Optional<Summary> summary) {}

    /** One summary being made. */
    private static final class Job {
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile int done;
        private volatile int of;
        private volatile @Nullable Summary summary;
        private volatile @Nullable ApplianceException failed;
    }

    Progress of(Look look, List<String> path, Reading reading) {
        var table = sources.open(look, path, reading);
        String name = name(table.key());
        Job job;
        try {
            var kept = read(name);
            if (kept.isPresent()) {
                table.close();
                return whole(kept.get());
            }
            job = begin(name, table);
        } catch (RuntimeException failed) {
            table.close();
            throw failed;
        }
        try {
            job.over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        var failed = job.failed;
        if (failed != null) {
            throw failed;
        }
        var summary = job.summary;
        return summary == null ? new Progress(job.done, job.of, Optional.empty()) : whole(summary);
    }

    private static Progress whole(Summary summary) {
        int columns = summary.columns().size();
        return new Progress(columns, columns, Optional.of(summary));
    }

    /** Takes over the table, and closes it. */
    private synchronized Job begin(String name, TableSource table) {
        var running = jobs.get(name);
        if (running != null) {
            table.close();
            return running;
        }
        var job = new Job();
        try {
            worker.execute(() -> {
                try (table) {
                    job.summary = make(job, table);
                    keep(name, job.summary);
                } catch (ApplianceException refused) {
                    job.failed = refused;
                } catch (RuntimeException | IOException failed) {
                    log.error("A summary of a table failed unexpectedly", failed);
                    job.failed = new Unavailable("The summary could not be made.", failed);
                } finally {
                    job.over.countDown();
                    forget(name);
                }
            });
        } catch (RejectedExecutionException full) {
            throw new Unavailable("Many tables are being read just now. Try again in a moment.");
        }
        jobs.put(name, job);
        return job;
    }

    private synchronized void forget(String name) {
        jobs.remove(name);
    }

    private Summary make(Job job, TableSource table) {
        var outline = patiently(new Work.Outline(table.source()), Found.Outline.class);
        job.of = outline.schema().size();
        var lines = new ArrayList<ColumnLine>();
        for (int i = 0; i < outline.schema().size(); i++) {
            lines.add(line(table, outline.schema().get(i), i));
            job.done = i + 1;
        }
        return new Summary(outline.rows(), lines, Tables.Read.of(table.partial()));
    }

    private ColumnLine line(TableSource table, Found.Column column, int place) {
        if (place >= MOST_COLUMNS) {
            return new ColumnLine(column, null, "Only the first " + MOST_COLUMNS + " columns are summarised.");
        }
        try {
            return new ColumnLine(
                    column, patiently(new Work.Summary(table.source(), place), Found.Summary.class), null);
        } catch (ApplianceException refused) {
            if (refused.kind() == Kind.UNAVAILABLE) {
                throw refused;
            }
            return new ColumnLine(column, null, refused.text());
        }
    }

    /** Nobody waits at the other end, so there is time for the worker to come back. */
    private <T> T patiently(Work work, Class<T> type) {
        for (int attempt = 1; ; attempt++) {
            var errand = new Errand();
            try {
                return engine.run(work, type, errand);
            } catch (Unavailable busy) {
                if (errand.death() == Errand.Death.TOO_LONG) {
                    // Nothing is known of one column then, and the others are still worth a look.
                    throw new Unprocessable("This took too long and was stopped.");
                }
                if (attempt == ATTEMPTS) {
                    throw busy;
                }
            } catch (Invalid strange) {
                throw new IllegalStateException("Nobody asked for that", strange);
            }
        }
    }

    private static String name(String key) {
        return Hash.ofContent((EDITION + key).getBytes(StandardCharsets.UTF_8)) + ".json";
    }

    private Optional<Summary> read(String name) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), Summary.class));
        } catch (IOException damaged) {
            log.warn("A kept summary of a table is damaged and is made anew: {}", file, damaged);
            return Optional.empty();
        }
    }

    private void keep(String name, Summary summary) throws IOException {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "fresh", ".tmp");
        JSON.writeValue(fresh.toFile(), summary);
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        try (var files = Files.list(folder)) {
            var all = files.sorted(Comparator.comparingLong(
                            (Path file) -> file.toFile().lastModified()))
                    .toList();
            for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
                Files.deleteIfExists(old);
            }
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
