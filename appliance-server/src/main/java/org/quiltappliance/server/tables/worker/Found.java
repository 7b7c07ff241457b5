package org.quiltappliance.server.tables.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Results. A cell is null, a boolean, a number that every JSON reader keeps exactly, a {@link Binary}, or text: wide integers,
 * decimals, times (ISO) and nested values (JSON) are text.
 */
public final class Found {

    private Found() {}

    /** Bytes. @param first of them, in hexadecimal digits */
    public record Binary(long bytes, String first) {}

    /** A column. @param type as the engine calls it */
    public record Column(String name, String type, Kind kind) {}

    /** What columns are to people. */
    public enum Kind {
        NUMBER,
        TEXT,
        BOOLEAN,
        TIME,
        BINARY,
        NESTED
    }

    /** How a CSV file turned out to be written. */
    public record Dialect(String delimiter, boolean header) {}

    /**
     * Rows.
     *
     * @param schema of all columns of the table
     * @param columns places of those that the rows have
     * @param cut pairs of row and cell whose text is longer
     */
    public record Window(
            List<Column> schema,
            List<Integer> columns,
            long total,
            @Nullable Dialect dialect,
            List<List<@Nullable Object>> rows,
            List<List<Integer>> cut) {}

    /** Columns, and how many rows. */
    public record Outline(List<Column> schema, long rows) {}

    /** Cells of a range, the upper end included in the last one alone. */
    public record Bar(Object from, Object to, long count) {}

    /** A value and how often it is there. */
    public record Value(@Nullable Object value, long count) {}

    /** @param distinct about how many; nothing for nested values @param top the most frequent, where there are not too many */
    public record Summary(
            long nulls,
            @Nullable Long distinct,
            @Nullable Object min,
            @Nullable Object max,
            @Nullable List<Bar> bars,
            @Nullable List<Value> top) {}

    /**
     * What a statement selects.
     *
     * @param more whether there are more rows than these
     * @param total how many there are in all, where they could be counted quickly
     */
    public record Rows(
            List<Column> schema,
            List<List<@Nullable Object>> rows,
            List<List<Integer>> cut,
            boolean more,
            @Nullable Long total) {}

    /**
     * A sheet was made a table.
     *
     * @param sheets names of all sheets of the workbook
     * @param sheet which of them it is
     * @param readBytes of the sheet, unpacked
     * @param ofBytes the same when all of it was read
     */
    public record Sheet(List<String> sheets, String sheet, boolean header, long readBytes, long ofBytes) {}

    /** A file was written. */
    public record Exported(long bytes) {}

    /** What became of a column. */
    public enum ColumnChange {
        SAME,
        ADDED,
        REMOVED,
        RETYPED
    }

    /** A column of either table. */
    public record ComparedColumn(
            String name,
            ColumnChange change,
            @Nullable String before,
            @Nullable String after) {}

    /** What became of a row. */
    public enum RowChange {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** A row that is not the same. @param cells places of the columns that differ */
    public record Line(
            RowChange change,
            @Nullable List<@Nullable Object> before,
            @Nullable List<@Nullable Object> after,
            List<Integer> cells) {}

    /** @param columns in whose order the cells of the lines are */
    public record Differences(
            List<ComparedColumn> columns,
            long rowsBefore,
            long rowsAfter,
            long added,
            long removed,
            long changed,
            long same,
            List<Line> lines,
            boolean more) {}
}
