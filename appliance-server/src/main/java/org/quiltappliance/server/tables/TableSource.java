package org.quiltappliance.server.tables;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.tables.LocalCopies.Local;
import org.quiltappliance.server.tables.worker.Found;
import org.quiltappliance.server.tables.worker.Source;

/**
 * A table that a worker can open, until this is closed.
 *
 * @param key says which content it is, and how it is read
 * @param sheet what is known of the sheet of a workbook that it is made of
 * @param counted what its rows are counted by where all of it is read, and as it is when nobody says how
 */
record TableSource(
        Source source,
        String key,
        Optional<Found.Sheet> sheet,
        Optional<String> counted,
        Optional<Partial> partial,
        List<Local> files)
        implements AutoCloseable {

    /**
     * The first part of a file.
     *
     * @param readBytes unpacked
     * @param ofBytes of all of it; not known where the file itself is packed
     */
    record Partial(long readBytes, OptionalLong ofBytes) {}

    @Override
    public void close() {
        files.forEach(Local::close);
    }

    static String key(List<String> hashes, TableFormat format, @Nullable Boolean header) {
        return format.format() + (format.packed() ? " packed " : " ") + header + " " + String.join(",", hashes);
    }
}
