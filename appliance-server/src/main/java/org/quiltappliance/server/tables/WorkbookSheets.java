package org.quiltappliance.server.tables;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.TooLarge;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.tables.LocalCopies.Local;
import org.quiltappliance.server.tables.TableSource.Partial;
import org.quiltappliance.server.tables.worker.Found;
import org.quiltappliance.server.tables.worker.Source;
import org.quiltappliance.server.tables.worker.Source.Format;
import org.quiltappliance.server.tables.worker.Work;

/**
 * Sheets of Excel workbooks as tables. The worker reads a sheet once and writes it as Parquet; from then on it is a table like
 * others, kept among the copies as long as there is room.
 */
final class WorkbookSheets {

    /** Larger workbooks are not read ({@code catalog.md} 12.2). */
    private static final long MOST_BYTES = 20_000_000;

    /** Of so many sheets it is known what they are. */
    private static final int KNOWN = 500;

    /** What a sheet may take once it is a table, by the size of its workbook, and at least. */
    private static final int TIMES = 4;

    private static final long AT_LEAST = 16L << 20;

    private final TableEngine engine;
    private final LocalCopies copies;
    private final Duration patience;
    private final ReentrantLock turn = new ReentrantLock();

    private final Map<String, Found.Sheet> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Found.Sheet> eldest) {
            return size() > KNOWN;
        }
    };

    WorkbookSheets(TableEngine engine, LocalCopies copies, Duration patience) {
        this.engine = engine;
        this.copies = copies;
        this.patience = patience;
    }

    /** A sheet as a table. @param file stays while it is open */
    record Made(Local file, Found.Sheet sheet) {

        Optional<Partial> partial() {
            return sheet.readBytes() < sheet.ofBytes()
                    ? Optional.of(new Partial(sheet.readBytes(), OptionalLong.of(sheet.ofBytes())))
                    : Optional.empty();
        }
    }

    /** @throws TooLarge when a workbook of so many bytes is not read */
    static void requireSmall(long bytes) {
        if (bytes > MOST_BYTES) {
            throw new TooLarge("Excel workbooks of up to 20 MB can be shown; this one has "
                    + Math.round(bytes / 100_000.0) / 10.0 + " MB. Download it to open it with your own tools.");
        }
    }

    /**
     * The sheet of that name, or the first one.
     *
     * @param workbook a file of the content with that hash
     * @param header whether the first row names the columns; guessed when nobody says
     */
    Made open(String name, Hash hash, Local workbook, @Nullable String sheet, @Nullable Boolean header) {
        requireSmall(workbook.bytes());
        String key = "sheet-"
                + Hash.ofContent((hash + " " + header + " " + (sheet == null ? "" : "named " + sheet))
                        .getBytes(StandardCharsets.UTF_8));
        var made = made(key);
        if (made.isPresent()) {
            return made.get();
        }
        // Whoever comes meanwhile for the same finds it made.
        await();
        try {
            return made(key)
                    .orElseGet(() -> make(
                            key,
                            new Source(
                                    name,
                                    Format.XLSX,
                                    List.of(workbook.file().toAbsolutePath().toString()),
                                    header),
                            sheet,
                            Math.max(AT_LEAST, TIMES * workbook.bytes())));
        } finally {
            turn.unlock();
        }
    }

    private void await() {
        try {
            if (turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new Unavailable("Many tables are being read just now. Try again in a moment.");
    }

    private Optional<Made> made(String key) {
        Found.Sheet sheet;
        synchronized (known) {
            sheet = known.get(key);
        }
        return sheet == null ? Optional.empty() : copies.made(key).map(file -> new Made(file, sheet));
    }

    private Made make(String key, Source workbook, @Nullable String sheet, long room) {
        var found = new Found.Sheet[1];
        var file = copies.make(key, room, target -> found[0] = written(workbook, sheet, target));
        synchronized (known) {
            known.put(key, found[0]);
        }
        return new Made(file, found[0]);
    }

    private Found.Sheet written(Source workbook, @Nullable String sheet, Path target) {
        return engine.run(
                new Work.Sheet(workbook, sheet, target.toAbsolutePath().toString()), Found.Sheet.class, new Errand());
    }
}
