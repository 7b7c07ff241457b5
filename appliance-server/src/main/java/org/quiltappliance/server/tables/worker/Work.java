package org.quiltappliance.server.tables.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a worker. Columns are named by their place in the table, from 0. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "work")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Work.Window.class, name = "window"),
    @JsonSubTypes.Type(value = Work.Outline.class, name = "outline"),
    @JsonSubTypes.Type(value = Work.Summary.class, name = "summary"),
    @JsonSubTypes.Type(value = Work.Query.class, name = "query"),
    @JsonSubTypes.Type(value = Work.Export.class, name = "export"),
    @JsonSubTypes.Type(value = Work.Differences.class, name = "differences"),
    @JsonSubTypes.Type(value = Work.Sheet.class, name = "sheet")
})
public sealed interface Work {

    /** The tables it is about: no other file is opened. */
    List<Source> sources();

    /** A column to sort by. */
    record Order(int column, boolean descending) {}

    /** What a comparison of a cell is. */
    enum Comparison {
        EQ("="),
        NE("<>"),
        LT("<"),
        LE("<="),
        GT(">"),
        GE(">="),
        CONTAINS("contains"),
        NULL("IS NULL"),
        NOTNULL("IS NOT NULL");

        private final String sql;

        Comparison(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }

        /** Whether there is something to compare with. */
        public boolean takesValue() {
            return this != NULL && this != NOTNULL;
        }
    }

    /** What holds of every row. @param value as text; empty where the comparison takes none */
    record Condition(int column, Comparison comparison, String value) {}

    /** How much may come back. @param cellChars longer texts are cut @param bytes rows end after about so many */
    record Bounds(int rows, int cellChars, int bytes) {}

    /**
     * Rows of a table.
     *
     * @param columns which, in this order; the first {@code mostColumns} when nobody says
     * @param total how many rows the conditions leave, where that is known
     */
    record Window(
            Source source,
            long offset,
            @Nullable List<Integer> columns,
            int mostColumns,
            List<Order> orders,
            List<Condition> conditions,
            @Nullable Long total,
            Bounds bounds)
            implements Work {
        @Override
        public List<Source> sources() {
            return List.of(source);
        }
    }

    /** Which columns and how many rows there are. */
    record Outline(Source source) implements Work {
        @Override
        public List<Source> sources() {
            return List.of(source);
        }
    }

    /** What the cells of one column are like. */
    record Summary(Source source, int column) implements Work {
        @Override
        public List<Source> sources() {
            return List.of(source);
        }
    }

    /** A statement of a person. @param sql one SELECT without a semicolon */
    record Query(List<Source> sources, String sql, Bounds bounds) implements Work {}

    /**
     * What a statement of a person selects, as a file.
     *
     * @param file does not exist yet
     * @param mostBytes what the operating system lets it have
     */
    record Export(List<Source> sources, String sql, String file, FileFormat format, long mostBytes) implements Work {}

    /**
     * Makes a table of a sheet.
     *
     * @param source the workbook
     * @param sheet its name; the first one that is not hidden when nobody says
     * @param file does not exist yet
     */
    record Sheet(Source source, @Nullable String sheet, String file) implements Work {
        @Override
        public List<Source> sources() {
            return List.of(source);
        }
    }

    /** How results are written. */
    enum FileFormat {
        CSV,
        PARQUET
    }

    /**
     * What differs between two tables.
     *
     * @param key names of columns that tell rows apart; rows are compared by their place when there are none
     */
    record Differences(Source before, Source after, List<String> key, long offset, Bounds bounds) implements Work {
        @Override
        public List<Source> sources() {
            return List.of(before, after);
        }
    }
}
