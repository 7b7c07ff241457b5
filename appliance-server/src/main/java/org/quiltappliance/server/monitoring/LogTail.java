package org.quiltappliance.server.monitoring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One log from its oldest part to its end, and further as it grows. A part keeps its identity when it is put aside under
 * another name, so nothing is lost or told twice, however many were put aside since somebody looked. For one thread.
 */
final class LogTail implements AutoCloseable {

    /** More than are kept, in case somebody keeps more. */
    private static final int PARTS = 10;

    private static final int BEGINNING = 120;

    private final Path file;
    private final Optional<Instant> since;
    private final boolean byKey;
    private final Deque<LogEntry> ready = new ArrayDeque<>();
    private final LogParser parser;
    private @Nullable LineFeed feed;
    private @Nullable Object identity;
    private boolean readSomething;
    private boolean atEnd;

    /** @param since parts that end before that are passed over */
    LogTail(LogSource source, Path folder, Optional<Instant> since) {
        this(source, folder, since, true);
    }

    /** @param byKey whether the system's own keys of files are used, where it has some */
    LogTail(LogSource source, Path folder, Optional<Instant> since, boolean byKey) {
        this.file = source.in(folder);
        this.since = since;
        this.byKey = byKey;
        this.parser = new LogParser(source, ready::add);
    }

    /** The end of the last round may not be the end any more. */
    void beginRound() {
        readSomething = false;
        atEnd = false;
    }

    /** The next entry without taking it; null when there is none for now. */
    @Nullable
    LogEntry peek() throws IOException {
        while (ready.isEmpty() && !atEnd) {
            if (fill()) {
                readSomething = true;
            } else {
                atEnd = true;
                if (!readSomething) {
                    // It lay there for a whole round, so no line of it is still to come.
                    parser.flush();
                }
            }
        }
        return ready.peek();
    }

    LogEntry take() {
        return ready.remove();
    }

    /** When the entry was written that is held back, because more lines of it may come. */
    Optional<Instant> held() {
        return parser.held();
    }

    /** Takes also a line without an end: nothing will follow. */
    void finish() {
        LineFeed open = feed;
        if (open != null) {
            open.finish(parser::add);
        }
        parser.flush();
    }

    private boolean fill() throws IOException {
        LineFeed open = feed;
        if (open == null) {
            return open(first());
        }
        return open.read(parser::add) || moveOn(open);
    }

    /** From a part that was put aside to the next younger one. */
    private boolean moveOn(LineFeed open) throws IOException {
        int part = partWith(identity);
        if (part == 0) {
            return false;
        }
        // Seen under its new name, so nobody writes to it any more; but somebody may have since it was read.
        return open.read(parser::add) || open(part > 0 ? part - 1 : first());
    }

    private boolean open(int part) throws IOException {
        Optional<Object> before = part < 0 ? Optional.empty() : identity(part);
        if (before.isEmpty()) {
            return false;
        }
        LineFeed fresh;
        try {
            fresh = new LineFeed(name(part));
        } catch (NoSuchFileException moved) {
            return false;
        }
        if (!identity(part).equals(before)) {
            // Put aside at this very moment; the next look finds it.
            fresh.close();
            return false;
        }
        LineFeed old = feed;
        if (old != null) {
            old.finish(parser::add);
            old.close();
        }
        attributes(part)
                .ifPresent(found -> parser.assume(found.lastModifiedTime().toInstant()));
        feed = fresh;
        identity = before.get();
        return true;
    }

    /** The oldest part of interest; -1 when there is none. */
    private int first() throws IOException {
        for (int part = PARTS - 1; part >= 0; part--) {
            var attributes = attributes(part);
            if (attributes.isPresent()
                    && since.map(begin -> !attributes
                                    .get()
                                    .lastModifiedTime()
                                    .toInstant()
                                    .isBefore(begin))
                            .orElse(true)) {
                return part;
            }
        }
        return Files.exists(file) ? 0 : -1;
    }

    /** Looks from the youngest to the oldest, the way they move, so that none slips through. */
    private int partWith(@Nullable Object wanted) throws IOException {
        for (int part = 0; part < PARTS; part++) {
            if (identity(part).filter(found -> found.equals(wanted)).isPresent()) {
                return part;
            }
        }
        return -1;
    }

    /**
     * What stays the same when a part gets another name. Windows has no keys, and its times of creation pass from a file to
     * the next one of that name; but the first line has a time with milliseconds. An empty part has nothing to tell yet.
     */
    private Optional<Object> identity(int part) throws IOException {
        Optional<BasicFileAttributes> found = attributes(part);
        Optional<Object> key = found.map(BasicFileAttributes::fileKey).filter(any -> byKey);
        return key.isPresent() || found.isEmpty() ? key : beginning(name(part));
    }

    private static Optional<Object> beginning(Path part) throws IOException {
        try (var bytes = Files.newInputStream(part)) {
            var text = new String(bytes.readNBytes(BEGINNING), StandardCharsets.UTF_8);
            int end = text.indexOf('\n');
            boolean whole = end >= 0 || text.length() >= BEGINNING / 4;
            return whole ? Optional.of(end < 0 ? text : text.substring(0, end)) : Optional.empty();
        } catch (NoSuchFileException moved) {
            return Optional.empty();
        }
    }

    private Optional<BasicFileAttributes> attributes(int part) throws IOException {
        try {
            return Optional.of(Files.readAttributes(name(part), BasicFileAttributes.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private Path name(int part) {
        return part == 0 ? file : NumberedFiles.numbered(file, part);
    }

    @Override
    public void close() throws IOException {
        LineFeed open = feed;
        if (open != null) {
            open.close();
            feed = null;
        }
    }
}
