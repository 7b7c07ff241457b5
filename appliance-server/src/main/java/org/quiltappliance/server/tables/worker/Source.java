package org.quiltappliance.server.tables.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table in files of this computer.
 *
 * @param name what it is called in statements and messages
 * @param files the parts of one table, in order; more than one of Parquet alone
 * @param header whether the first line names the columns, for CSV; guessed when nobody says
 */
public record Source(
        String name,
        Format format,
        List<String> files,
        @Nullable Boolean header) {

    /** How rows are written. */
    public enum Format {
        PARQUET,
        /** Separated by any character: TSV, too. */
        CSV,
        /** One JSON value for each line. */
        JSONL,
        /** An Excel workbook, of which a sheet is made a table first. */
        XLSX
    }

    public Source {
        files = List.copyOf(files);
    }
}
