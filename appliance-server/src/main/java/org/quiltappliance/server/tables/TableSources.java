package org.quiltappliance.server.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.catalog.Look;
import org.quiltappliance.server.errors.ApplianceException.TooLarge;
import org.quiltappliance.server.errors.ApplianceException.Unprocessable;
import org.quiltappliance.server.errors.Quoted;
import org.quiltappliance.server.tables.LocalCopies.Local;
import org.quiltappliance.server.tables.LocalCopies.Wanted;
import org.quiltappliance.server.tables.TableSource.Partial;
import org.quiltappliance.server.tables.worker.Source;
import org.quiltappliance.server.tables.worker.Source.Format;

/** Tables of revisions as files that a worker can open. */
final class TableSources {

    private static final int MOST_PARTS = 1_000;

    /** How Parquet files begin. */
    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final Browsing browsing;
    private final LocalCopies copies;
    private final WorkbookSheets workbooks;

    TableSources(Browsing browsing, LocalCopies copies, WorkbookSheets workbooks) {
        this.browsing = browsing;
        this.copies = copies;
        this.workbooks = workbooks;
    }

    /**
     * How a table is to be read, where that is not plain.
     *
     * @param header whether the first line of a CSV file or a sheet names the columns; guessed when nobody says
     * @param sheet of a workbook; the first one when nobody says
     */
    record Reading(@Nullable Boolean header, @Nullable String sheet) {
        static final Reading USUAL = new Reading(null, null);
    }

    /**
     * The table at that path.
     *
     * @throws Unprocessable when it is no table
     */
    TableSource open(Look look, List<String> path, Reading reading) {
        var file = browsing.file(look, path);
        var format = TableFormat.of(file)
                .orElseThrow(() -> new Unprocessable(Quoted.of(String.join("/", path))
                        + " is no table: Parquet, CSV, TSV, JSON Lines and Excel (.xlsx) can be read row by row."));
        return open(look, path, file, format, reading);
    }

    /** The table of that name, if there is one. @param name a path */
    Optional<TableSource> named(Look look, String name) {
        var path = List.of(name.split("/", -1));
        return browsing.leaf(look, path)
                .flatMap(file -> TableFormat.of(file).map(format -> open(look, path, file, format, Reading.USUAL)));
    }

    private TableSource open(Look look, List<String> path, Browsing.File file, TableFormat named, Reading reading) {
        if (file.parts().size() > MOST_PARTS) {
            throw new TooLarge(
                    "This table has " + file.parts().size() + " parts; up to " + MOST_PARTS + " can be read.");
        }
        if (named.format() == Format.XLSX) {
            WorkbookSheets.requireSmall(file.parts().get(0).bytes());
        }
        var format = isDataFrame(look, file, named) ? TableFormat.DATA_FRAME : named;
        if (format.format() == Format.XLSX) {
            return sheet(look, path, file.parts().get(0), reading);
        }
        var header = reading.header();
        var locals = new ArrayList<Local>();
        try {
            for (var part : file.parts()) {
                locals.add(copies.open(new Wanted(look.name().owner(), part.hash(), part.bytes(), format)));
            }
        } catch (RuntimeException failed) {
            locals.forEach(Local::close);
            throw failed;
        }
        var hashes = file.parts().stream().map(part -> part.hash().toString()).toList();
        var files = locals.stream()
                .map(local -> local.file().toAbsolutePath().toString())
                .toList();
        var partial = locals.stream()
                .filter(Local::cut)
                .findFirst()
                .map(local -> new Partial(local.bytes(), ofBytes(file.parts().get(0), format)));
        return new TableSource(
                new Source(String.join("/", path), format.format(), files, header),
                TableSource.key(hashes, format, header),
                Optional.empty(),
                partial.isPresent() || header != null
                        ? Optional.empty()
                        : Optional.of(TableSource.key(hashes, named, null)),
                partial,
                locals);
    }

    private TableSource sheet(Look look, List<String> path, Browsing.Part part, Reading reading) {
        String name = String.join("/", path);
        var format = new TableFormat(Format.XLSX, false);
        try (var workbook = copies.open(new Wanted(look.name().owner(), part.hash(), part.bytes(), format))) {
            var made = workbooks.open(name, part.hash(), workbook, reading.sheet(), reading.header());
            var content = TableSource.key(List.of(part.hash().toString()), format, reading.header());
            boolean usual = reading.header() == null
                    && reading.sheet() == null
                    && made.partial().isEmpty();
            return new TableSource(
                    new Source(
                            name,
                            Format.PARQUET,
                            List.of(made.file().file().toAbsolutePath().toString()),
                            null),
                    reading.sheet() == null ? content : content + " " + reading.sheet(),
                    Optional.of(made.sheet()),
                    usual ? Optional.of(content) : Optional.empty(),
                    made.partial(),
                    List.of(made.file()));
        }
    }

    /** The client keeps a data frame as Parquet, under the name of the CSV file that it came from. */
    private boolean isDataFrame(Look look, Browsing.File file, TableFormat named) {
        if (named.format() == Format.PARQUET || named.packed()) {
            return false;
        }
        var part = file.parts().get(0);
        try (var local = copies.open(new Wanted(look.name().owner(), part.hash(), part.bytes(), named));
                var in = Files.newInputStream(local.file())) {
            return Arrays.equals(in.readNBytes(PARQUET.length), PARQUET);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static OptionalLong ofBytes(Browsing.Part part, TableFormat format) {
        return part.bytes() < 0 || format.packed() ? OptionalLong.empty() : OptionalLong.of(part.bytes());
    }
}
