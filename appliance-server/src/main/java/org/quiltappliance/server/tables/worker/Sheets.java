package org.quiltappliance.server.tables.worker;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.tables.worker.Reply.Reason;
import org.quiltappliance.server.tables.worker.SheetCells.Cell;
import org.quiltappliance.server.tables.worker.SheetCells.Kind;

/** Makes a table of a sheet of a workbook: a Parquet file, whose columns have the type that all their cells have, or text. */
final class Sheets {

    /** What the cells go through: a file of lines beside the one that is made. */
    static final String LINES = ".lines";

    private static final int MOST_COLUMNS = 4_096;
    private static final long LONGEST_LINE = 16L << 20;

    private Sheets() {}

    static Found.Sheet table(Session session, Work.Sheet wanted) throws SQLException, Refusal {
        Path lines = Path.of(wanted.file() + LINES);
        try (var parts = WorkbookParts.open(wanted.source().files().get(0), session)) {
            var workbook = Workbook.read(parts);
            var sheet = workbook.sheet(wanted.sheet());
            Table table;
            SheetCells.Extent extent;
            try (var out = Files.newBufferedWriter(lines, StandardCharsets.UTF_8)) {
                table = new Table(out, wanted.source().header());
                extent = SheetCells.read(workbook, sheet, table);
                table.end();
            }
            write(session, wanted.file(), lines, table);
            return new Found.Sheet(
                    workbook.names(), sheet.name(), table.hasHeader(), extent.readBytes(), extent.ofBytes());
        } catch (IOException full) {
            throw new Refusal(Reason.TOO_MUCH, "This sheet is too large to be shown.");
        } finally {
            remove(lines.toFile());
        }
    }

    private static void remove(File file) {
        if (file.exists() && !file.delete()) {
            throw new IllegalStateException("A file of this process cannot be removed");
        }
    }

    private static void write(Session session, String file, Path lines, Table table) throws SQLException, Refusal {
        var names = table.names();
        String columns = IntStream.range(0, names.size())
                .mapToObj(i -> "'c" + i + "': 'VARCHAR'")
                .collect(Collectors.joining(", ", "{", "}"));
        String cells = IntStream.range(0, names.size())
                .mapToObj(i -> "CAST(c" + i + " AS " + table.type(i) + ") AS " + Cells.name(names.get(i)))
                .collect(Collectors.joining(", "));
        session.execute("COPY (SELECT " + cells + " FROM read_csv(" + Cells.quoted(lines.toString())
                + ", columns = " + columns + ", header = false, delim = ',', quote = '\"', escape = '\"',"
                + " allow_quoted_nulls = false, null_padding = true, auto_detect = false, parallel = false,"
                + " new_line = '\\n', compression = 'none', hive_partitioning = false, max_line_size = " + LONGEST_LINE
                + ")) TO " + Cells.quoted(file) + " (FORMAT parquet, USE_TMP_FILE false)");
    }

    /** Rows as lines, and what is known of their columns. */
    private static final class Table implements SheetCells.Rows {
        private final BufferedWriter out;
        private final @Nullable Boolean wished;
        private final List<Set<Kind>> kinds = new ArrayList<>();
        private @Nullable List<Cell> first;
        private List<Cell> header = List.of();
        private boolean begun;

        private Table(BufferedWriter out, @Nullable Boolean wished) {
            this.out = out;
            this.wished = wished;
        }

        @Override
        public void row(List<Cell> cells) throws Refusal {
            if (begun) {
                write(cells);
                return;
            }
            var held = first;
            if (held == null) {
                first = List.copyOf(cells);
                return;
            }
            begin(held, wished == null ? looksLikeNames(held) : wished);
            write(cells);
        }

        void end() throws Refusal {
            var held = first;
            if (!begun && held != null) {
                // One row alone is no header, unless somebody says so.
                begin(held, Boolean.TRUE.equals(wished));
            }
            if (kinds.isEmpty() && header.isEmpty()) {
                throw new Refusal(Reason.UNREADABLE, "This sheet is empty.");
            }
        }

        private void begin(List<Cell> row, boolean names) throws Refusal {
            begun = true;
            if (names) {
                header = row;
            } else {
                write(row);
            }
        }

        /** Texts from the first column on, no two alike. */
        private static boolean looksLikeNames(List<Cell> row) {
            var seen = new HashSet<String>();
            return row.get(row.size() - 1).column() == row.size() - 1
                    && row.stream()
                            .allMatch(cell ->
                                    cell.kind() == Kind.TEXT && !cell.text().isBlank() && seen.add(cell.text()));
        }

        private void write(List<Cell> cells) throws Refusal {
            int last = cells.get(cells.size() - 1).column();
            if (last >= MOST_COLUMNS) {
                throw new Refusal(Reason.TOO_MUCH, "This sheet has more than " + MOST_COLUMNS + " columns.");
            }
            while (kinds.size() <= last) {
                kinds.add(new HashSet<>());
            }
            try {
                int column = 0;
                for (Cell cell : cells) {
                    for (; column < cell.column(); column++) {
                        out.write(',');
                    }
                    kinds.get(column).add(cell.kind());
                    out.write('"');
                    out.write(cell.text().replace("\"", "\"\""));
                    out.write('"');
                }
                out.write('\n');
            } catch (IOException full) {
                throw new Refusal(Reason.TOO_MUCH, "This sheet is too large to be shown.");
            }
        }

        boolean hasHeader() {
            return !header.isEmpty();
        }

        /** Of all columns, each once: the engine takes small and large letters for the same. */
        List<String> names() throws Refusal {
            int columns = header.isEmpty()
                    ? kinds.size()
                    : Math.max(kinds.size(), header.get(header.size() - 1).column() + 1);
            if (columns > MOST_COLUMNS) {
                throw new Refusal(Reason.TOO_MUCH, "This sheet has more than " + MOST_COLUMNS + " columns.");
            }
            var names = new ArrayList<String>();
            for (int i = 0; i < columns; i++) {
                names.add(SheetCells.letters(i));
            }
            header.stream()
                    .filter(cell -> !cell.text().isBlank())
                    .forEach(cell -> names.set(cell.column(), cell.text()));
            var used = new HashSet<String>();
            names.replaceAll(name -> {
                String free = name;
                for (int again = 2; !used.add(free.toLowerCase(Locale.ROOT)); again++) {
                    free = name + "_" + again;
                }
                return free;
            });
            return names;
        }

        /** What all cells of a column are. */
        String type(int column) {
            var all = column < kinds.size() ? kinds.get(column) : Set.<Kind>of();
            if (all.equals(Set.of(Kind.WHOLE_NUMBER))) {
                return "BIGINT";
            } else if (all.isEmpty() || all.contains(Kind.TEXT)) {
                return "VARCHAR";
            } else if (Set.of(Kind.WHOLE_NUMBER, Kind.NUMBER).containsAll(all)) {
                return "DOUBLE";
            } else if (all.equals(Set.of(Kind.BOOLEAN))) {
                return "BOOLEAN";
            } else if (all.equals(Set.of(Kind.DAY))) {
                return "DATE";
            } else if (Set.of(Kind.DAY, Kind.MOMENT).containsAll(all)) {
                return "TIMESTAMP";
            }
            return all.equals(Set.of(Kind.TIME)) ? "TIME" : "VARCHAR";
        }
    }
}
