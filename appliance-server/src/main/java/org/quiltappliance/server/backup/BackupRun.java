package org.quiltappliance.server.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.backup.BackupProgress.Phase;
import org.quiltappliance.server.backup.Manifest.Kind;
import org.quiltappliance.server.backup.ObjectEntry.State;
import org.quiltappliance.server.backup.ObjectProblem.What;
import org.quiltappliance.server.config.SettingsCopy;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.objects.ObjectContent;
import org.quiltappliance.server.objects.ObjectStore;

/**
 * Makes one snapshot: rows in one view of the database, then the objects that they name, which do not change, and at
 * last the manifest and {@code COMPLETE}. The holder of both locks calls it once.
 */
final class BackupRun {

    private static final String UNKNOWN_ENCODING = "unknown";

    private final Repository repository;
    private final Database database;
    private final Optional<ObjectStore> store;
    private final Clock clock;
    private final Work work;
    private final DurableFiles files;
    private final TableStore rows = new TableStore();
    private final WantedObjects wanted = new WantedObjects();
    private final ProblemList problems = new ProblemList();
    private final List<Manifest.Table> tables = new ArrayList<>();
    private final List<Manifest.Part> parts = new ArrayList<>();
    private final Set<Path> touched = new HashSet<>();
    private long added;
    private long addedBytes;

    /** @param store needed for full backups only */
    BackupRun(Repository repository, Database database, Optional<ObjectStore> store, Clock clock, Work work) {
        this.repository = repository;
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.work = work;
        this.files = repository.files();
    }

    SnapshotId run(BackupRequest request) {
        Instant began = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SnapshotId id = SnapshotId.fresh(began);
        Path folder = repository.snapshot(id);
        repository.requireSpace(0);
        try {
            files.makeFolder(folder.resolve("data"));
            database.inSnapshot(tx -> writeTables(tx, folder));
            writeObjects(folder, request.kind());
            writeSettings(folder, request);
            var manifest = manifest(request, began, folder);
            Work.check();
            complete(folder, manifest);
            return id;
        } catch (RuntimeException failed) {
            Work.undo(failed, () -> files.deleteTree(folder));
            throw failed;
        }
    }

    private boolean writeTables(Handle tx, Path folder) {
        // Also of a database that this program has not updated yet: a safety backup comes before that.
        var all = rows.present(tx, ArchiveTable.everywhere());
        work.begin(
                Phase.TABLES,
                all.stream().mapToLong(table -> rows.count(tx, table)).sum(),
                -1);
        all.forEach(table -> writeTable(tx, folder, table));
        return true;
    }

    private void writeTable(Handle tx, Path folder, ArchiveTable table) {
        var sum = new RowSum();
        var part = new PartWriter(files, folder, "data/" + table.name() + ".jsonl.gz");
        try (part) {
            rows.read(tx, table, row -> {
                byte[] json = row.json();
                part.line(json);
                sum.add(json);
                wanted.see(row);
                work.advance(1, json.length);
            });
        }
        parts.add(part.part());
        tables.add(new Manifest.Table(
                table.name(),
                part.part().path(),
                sum.rows(),
                sum.value(),
                table.numbered() ? rows.nextId(tx, table) : 0,
                table.columns()));
    }

    private void writeObjects(Path folder, Kind kind) {
        if (kind == Kind.FULL) {
            requireSpace();
        }
        work.begin(Phase.OBJECTS, wanted.count(), kind == Kind.FULL ? wanted.bytes() : 0);
        var part = new PartWriter(files, folder, Repository.OBJECTS_PART);
        try (part) {
            wanted.forEach((owner, hash, size) -> {
                var entry = kind == Kind.FULL
                        ? copied(owner, hash, size)
                        : new ObjectEntry(owner, hash, size, UNKNOWN_ENCODING, State.REFERENCE);
                part.line(entry.json());
                work.advance(1, 0);
            });
        }
        parts.add(part.part());
    }

    private void requireSpace() {
        var needed = new long[1];
        wanted.forEach((owner, hash, size) -> needed[0] += repository.contents().size(hash) < 0 ? size : 0);
        repository.requireSpace(needed[0]);
    }

    private ObjectEntry copied(String owner, Hash hash, long size) {
        if (isStored(hash, size)) {
            return new ObjectEntry(owner, hash, size, UNKNOWN_ENCODING, State.STORED);
        }
        var content = store.orElseThrow().read(owner, hash);
        if (content.isEmpty()) {
            problems.add(owner, hash, What.MISSING);
            return new ObjectEntry(owner, hash, size, UNKNOWN_ENCODING, State.MISSING);
        }
        try (var open = content.get()) {
            var object = open.object();
            boolean right = copy(hash, open);
            if (!right) {
                problems.add(owner, hash, What.DAMAGED);
            }
            return new ObjectEntry(
                    owner,
                    hash,
                    right ? repository.contents().size(hash) : object.originalBytes(),
                    object.encoding().name().toLowerCase(Locale.ROOT),
                    right ? State.STORED : State.DAMAGED);
        }
    }

    /** A content of another length than the rows say is damaged, and copied again. */
    private boolean isStored(Hash hash, long size) {
        long stored = repository.contents().size(hash);
        return stored >= 0 && (size == 0 || stored == size);
    }

    private boolean copy(Hash hash, ObjectContent content) {
        try (var original = content.original()) {
            boolean right = repository.contents().add(hash, original, work, touched);
            if (right) {
                added++;
                addedBytes += repository.contents().size(hash);
            }
            return right;
        } catch (ContentFiles.Unreadable damaged) {
            Work.check();
            return false;
        } catch (IOException damaged) {
            // Also from opening it: what is no gzip fails there.
            Work.check();
            return false;
        }
    }

    private void writeSettings(Path folder, BackupRequest request) {
        writePart(folder, "settings.env", SettingsCopy.text(request.settings().plain()));
        request.passphrase()
                .ifPresent(passphrase -> writePart(
                        folder,
                        "secrets.enc",
                        new SecretsBox()
                                .lock(SettingsCopy.text(request.settings().secrets()), passphrase)));
    }

    private void writePart(Path folder, String path, byte[] content) {
        files.write(folder.resolve(path), content);
        parts.add(new Manifest.Part(path, content.length, Hash.ofContent(content)));
    }

    private Manifest manifest(BackupRequest request, Instant began, Path folder) {
        var objects = new Manifest.Objects(wanted.count(), wanted.bytes(), added, addedBytes, problems.count());
        var without = new Manifest(
                Manifest.FORMAT,
                request.kind(),
                request.origin(),
                began,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                request.note(),
                tables,
                objects,
                List.of(),
                parts);
        var written = new SnapshotReader(folder, without, FormatUpgrades.PRESENT);
        return without.with(problems.named(written::rows));
    }

    private void complete(Path folder, Manifest manifest) {
        byte[] json = manifest.json();
        files.write(folder.resolve(Repository.MANIFEST), json);
        files.flushFolder(folder.resolve("data"));
        files.flushFolder(folder);
        repository.contents().flush(touched);
        // Never there in part: without its text it would count as damaged, not as unfinished.
        files.replace(
                folder.resolve(Repository.COMPLETE),
                Repository.completeText(json).getBytes(StandardCharsets.US_ASCII));
        files.flushFolder(folder);
        flushParent(folder);
    }

    private void flushParent(Path folder) {
        Path parent = folder.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new UncheckedIOException(new IOException("the folder of the snapshots is gone"));
        }
        files.flushFolder(parent);
    }
}
