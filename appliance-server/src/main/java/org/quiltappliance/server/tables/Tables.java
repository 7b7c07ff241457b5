package org.quiltappliance.server.tables;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.catalog.Look;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.TooLarge;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.errors.ApplianceException.Unprocessable;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.tables.TableSource.Partial;
import org.quiltappliance.server.tables.worker.Found;
import org.quiltappliance.server.tables.worker.Source.Format;
import org.quiltappliance.server.tables.worker.Work;

/**
 * Reads tables of revisions. Everything throws {@link NotFound} when there is no such file, {@link Unprocessable} when it is no
 * table or cannot be read as one, {@link TooLarge}, and {@link Unavailable} when it may work later.
 */
public final class Tables implements AutoCloseable {

    /** Rows end after about so many characters. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int USUAL_COLUMNS = 100;
    private static final int TOTALS = 5_000;

    private final TableEngine engine;
    private final LocalCopies copies;
    private final TableSources sources;
    private final Summaries summaries;

    private final Map<String, Long> totals = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > TOTALS;
        }
    };

    /** @param folder of this alone, made when it is needed; what is in it can be made again */
    public Tables(Browsing browsing, ObjectStore objects, Path folder, TableLimits limits) {
        engine = new TableEngine(folder, limits);
        copies = new LocalCopies(objects, folder.resolve("copies"), limits);
        sources = new TableSources(browsing, copies);
        summaries = new Summaries(engine, sources, folder.resolve("summaries"));
    }

    /**
     * Which rows of which columns are wanted, in which order.
     *
     * @param columns the first ones when nobody says
     * @param cellChars longer texts are cut, and shorter ones, too, when very many columns are wanted
     */
    public record Wish(
            long offset,
            int limit,
            @Nullable List<Integer> columns,
            List<Work.Order> orders,
            List<Work.Condition> conditions,
            @Nullable Boolean header,
            int cellChars) {}

    /** How much of a file was read, where it was not all. @param ofBytes null when not known */
    public record Read(long readBytes, @Nullable Long ofBytes) {
        static @Nullable Read of(Optional<Partial> partial) {
            return partial.map(part -> new Read(
                            part.readBytes(),
                            part.ofBytes().isPresent() ? part.ofBytes().getAsLong() : null))
                    .orElse(null);
        }
    }

    /** Rows, and of what. */
    public record Window(
            Format format, Found.Window found, @Nullable Read partial) {}

    /** Some rows of a table. */
    public Window rows(Look look, List<String> path, Wish wish) {
        try (var table = sources.open(look, path, wish.header())) {
            String counted = table.key() + " " + wish.conditions();
            var found = engine.run(
                    new Work.Window(
                            table.source(),
                            wish.offset(),
                            wish.columns(),
                            USUAL_COLUMNS,
                            wish.orders(),
                            wish.conditions(),
                            total(counted),
                            new Work.Bounds(wish.limit(), wish.cellChars(), MOST_BYTES)),
                    Found.Window.class,
                    new Errand());
            remember(counted, found.total());
            return new Window(table.source().format(), found, Read.of(table.partial()));
        }
    }

    private @Nullable Long total(String key) {
        synchronized (totals) {
            return totals.get(key);
        }
    }

    private void remember(String key, long total) {
        synchronized (totals) {
            totals.put(key, total);
        }
    }

    /** What is known of the columns of a table by now; work on the rest goes on. */
    public Summaries.Progress summary(Look look, List<String> path, @Nullable Boolean header) {
        return summaries.of(look, path, header);
    }

    @Override
    public void close() {
        summaries.close();
        engine.close();
        copies.close();
    }
}
