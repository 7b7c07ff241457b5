package org.quiltappliance.server.tables;

import java.util.Locale;
import java.util.Optional;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.contents.TreeIndex;
import org.quiltappliance.server.tables.worker.Source.Format;

/**
 * How a leaf of a package is a table.
 *
 * @param packed whether the file itself is gzip, besides how its object may be stored
 */
record TableFormat(Format format, boolean packed) {

    static final TableFormat DATA_FRAME = new TableFormat(Format.PARQUET, false);

    /** Nothing when it is none. */
    static Optional<TableFormat> of(Browsing.File file) {
        return of(file.kind(), file.name(), file.parts().size());
    }

    /** As {@link #of(Browsing.File)}. @param parts how many objects it has */
    static Optional<TableFormat> of(TreeIndex.Kind kind, String fileName, int parts) {
        if (kind == TreeIndex.Kind.TABLE) {
            return parts == 0 ? Optional.empty() : Optional.of(new TableFormat(Format.PARQUET, false));
        }
        if (parts != 1) {
            return Optional.empty();
        }
        String name = fileName.toLowerCase(Locale.ROOT);
        boolean packed = name.endsWith(".gz");
        return ofName(packed ? name.substring(0, name.length() - 3) : name)
                .filter(format -> !packed || format == Format.CSV || format == Format.JSONL)
                .map(format -> new TableFormat(format, packed));
    }

    private static Optional<Format> ofName(String name) {
        if (name.endsWith(".parquet") || name.endsWith(".pq")) {
            return Optional.of(Format.PARQUET);
        }
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            return Optional.of(Format.CSV);
        }
        if (name.endsWith(".xlsx") || name.endsWith(".xlsm")) {
            return Optional.of(Format.XLSX);
        }
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") ? Optional.of(Format.JSONL) : Optional.empty();
    }
}
