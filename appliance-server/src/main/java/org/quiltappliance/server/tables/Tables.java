package org.quiltappliance.server.tables;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.catalog.Entry;
import org.quiltappliance.server.catalog.Look;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.TreeIndex;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.TooLarge;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.errors.ApplianceException.Unprocessable;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.tables.TableSource.Partial;
import org.quiltappliance.server.tables.TableSources.Reading;
import org.quiltappliance.server.tables.worker.Found;
import org.quiltappliance.server.tables.worker.Source;
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
    private static final int MOST_COUNTS = 50_000;
    private static final int CELL_CHARS = 1_000;
    private static final int MOST_TABLES = 20;

    private final TableEngine engine;
    private final LocalCopies copies;
    private final TableSources sources;
    private final Summaries summaries;
    private final Exports exports;
    private final RowCounts counts;
    private final long exportBytes;
    private final Map<String, Errand> runs = new ConcurrentHashMap<>();

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
        sources = new TableSources(browsing, copies, new WorkbookSheets(engine, copies, limits.queuePatience()));
        summaries = new Summaries(engine, sources, folder.resolve("summaries"));
        exports = new Exports(folder.resolve("exports"), limits);
        counts = new RowCounts(folder.resolve("row-counts"), MOST_COUNTS);
        exportBytes = limits.exportBytes();
    }

    /**
     * Which rows of which columns are wanted, in which order.
     *
     * @param columns the first ones when nobody says
     * @param sheet of a workbook; the first one when nobody says
     * @param cellChars longer texts are cut, and shorter ones, too, when very many columns are wanted
     */
    public record Wish(
            long offset,
            int limit,
            @Nullable List<Integer> columns,
            List<Work.Order> orders,
            List<Work.Condition> conditions,
            @Nullable Boolean header,
            @Nullable String sheet,
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

    /** Rows, and of what. @param sheet where they are of one of a workbook */
    public record Window(
            Format format,
            Found.Window found,
            Found.@Nullable Sheet sheet,
            @Nullable Read partial) {}

    /** Whether a file is called like a table that can be read; what is in it may be something else. */
    public static boolean isTable(Browsing.File file) {
        return TableFormat.of(file).isPresent();
    }

    /** As {@link #isTable(Browsing.File)}. @param name of its file @param parts how many objects it has */
    public static boolean isTable(TreeIndex.Kind kind, String name, int parts) {
        return TableFormat.of(kind, name, parts).isPresent();
    }

    /** How many rows it has, if it is a table and somebody has looked at it; opens nothing. */
    public OptionalLong rowCount(Entry entry) {
        var name = entry.originalName().orElse(entry.name());
        return TableFormat.of(entry.kind(), name, entry.objects().size())
                .map(format -> counts.of(TableSource.key(
                        entry.objects().stream().map(Hash::toString).toList(), format, null)))
                .orElse(OptionalLong.empty());
    }

    /** Changes whenever {@link #rowCount} may say something else of any table. */
    public String countsEdition() {
        return counts.edition();
    }

    /** Some rows of a table. */
    public Window rows(Look look, List<String> path, Wish wish) {
        try (var table = sources.open(look, path, new Reading(wish.header(), wish.sheet()))) {
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
            if (wish.conditions().isEmpty()) {
                table.counted().ifPresent(content -> counts.remember(content, found.total()));
            }
            var sheet = table.sheet().orElse(null);
            return new Window(
                    sheet == null ? table.source().format() : Format.XLSX, found, sheet, Read.of(table.partial()));
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

    /** What a statement selects. @param partial names of tables of which only the first part was read */
    public record Selected(Found.Rows rows, List<String> partial, Duration took) {}

    /**
     * Runs a statement of a person over the tables of one revision, which it names by their paths.
     *
     * @param run what {@link #cancel} is told to end it; empty when nobody will
     * @throws Invalid when it is not one SELECT, or the engine does not understand it
     * @throws Conflict when it was cancelled
     */
    public Selected query(Look look, String sql, int limit, String run) {
        var begin = System.nanoTime();
        var errand = new Errand();
        String key = key(look, run);
        if (!run.isEmpty() && runs.putIfAbsent(key, errand) != null) {
            throw new Conflict("A query of that name is running already.");
        }
        try {
            return selecting(look, sql, (statement, named) -> {
                var rows = engine.run(
                        new Work.Query(sources(named), statement.sql(), new Work.Bounds(limit, CELL_CHARS, MOST_BYTES)),
                        Found.Rows.class,
                        errand);
                var partial = named.stream()
                        .filter(table -> table.partial().isPresent())
                        .map(table -> table.source().name())
                        .toList();
                return new Selected(rows, partial, Duration.ofNanos(System.nanoTime() - begin));
            });
        } finally {
            runs.remove(key, errand);
        }
    }

    /** Ends a query of that name, if one runs. */
    public void cancel(Look look, String run) {
        var errand = runs.get(key(look, run));
        if (errand != null) {
            errand.stop(Errand.Death.CANCELLED);
        }
    }

    private static String key(Look look, String run) {
        return look.name() + " " + run;
    }

    private static List<Source> sources(List<TableSource> tables) {
        return tables.stream().map(TableSource::source).toList();
    }

    private interface Selecting<T> {
        T run(Statement statement, List<TableSource> tables);
    }

    /** Opens the tables that a statement names. */
    private <T> T selecting(Look look, String sql, Selecting<T> work) {
        var statement = Statement.of(sql);
        var tables = new ArrayList<TableSource>();
        try {
            for (String name : statement.names()) {
                sources.named(look, name).ifPresent(tables::add);
                if (tables.size() > MOST_TABLES) {
                    throw new Invalid("A statement may use " + MOST_TABLES + " tables.");
                }
            }
            return work.run(statement, tables);
        } finally {
            tables.forEach(TableSource::close);
        }
    }

    /** What a statement selects as a file, with whole cells; to be closed, which removes it. */
    public Export export(Look look, String sql, Work.FileFormat format) {
        return exports.make(file -> selecting(
                look,
                sql,
                (statement, named) -> engine.run(
                        new Work.Export(sources(named), statement.sql(), file.toString(), format, exportBytes),
                        Found.Exported.class,
                        new Errand())));
    }

    /** @param partial whether only the first part of one was read */
    public record Compared(Found.Differences found, boolean partial) {}

    /**
     * What differs between a table of one revision and one of another.
     *
     * @param key names of the columns that tell rows apart; none to compare rows by their place
     */
    public Compared differences(
            Look before,
            List<String> beforePath,
            Look after,
            List<String> afterPath,
            List<String> key,
            long offset,
            int limit) {
        try (var old = sources.open(before, beforePath, Reading.USUAL);
                var fresh = sources.open(after, afterPath, Reading.USUAL)) {
            var found = engine.run(
                    new Work.Differences(
                            old.source(), fresh.source(), key, offset, new Work.Bounds(limit, CELL_CHARS, MOST_BYTES)),
                    Found.Differences.class,
                    new Errand());
            return new Compared(
                    found, old.partial().isPresent() || fresh.partial().isPresent());
        }
    }

    /** What is known of the columns of a table by now; work on the rest goes on. */
    public Summaries.Progress summary(Look look, List<String> path, @Nullable Boolean header, @Nullable String sheet) {
        return summaries.of(look, path, new Reading(header, sheet));
    }

    @Override
    public void close() {
        summaries.close();
        engine.close();
        copies.close();
    }
}
