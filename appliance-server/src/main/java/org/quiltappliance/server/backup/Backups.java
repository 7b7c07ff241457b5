package org.quiltappliance.server.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quiltappliance.server.backup.ObjectEntry.State;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.server.config.BackupConfig.Schedule;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.HashSizes;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.objects.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backups in one folder ({@code control-panel.md} section 10). All methods but {@link #list} and {@link #find} throw
 * {@link Conflict} while something else is at work, {@link Unavailable} or {@link NoSpace} when the folder cannot be
 * used, and {@link java.util.concurrent.CancellationException} when the thread is interrupted; then nothing was done.
 */
public final class Backups {

    private static final Logger log = LoggerFactory.getLogger(Backups.class);

    private final Repository repository;
    private final Clock clock;
    private final FormatUpgrades upgrades;
    private final Verifier verifier;

    /** @param folder made when it is missing and first needed */
    public Backups(Path folder, Clock clock) {
        this(new Repository(folder, new DurableFiles(), DiskSpace::of), clock, FormatUpgrades.PRESENT);
    }

    Backups(Repository repository, Clock clock, FormatUpgrades upgrades) {
        this.repository = repository;
        this.clock = clock;
        this.upgrades = upgrades;
        this.verifier = new Verifier(repository, clock, upgrades);
    }

    Repository repository() {
        return repository;
    }

    /** What is in one backup, for restoring it. */
    SnapshotReader reader(SnapshotId id) {
        return new SnapshotReader(repository.snapshot(id), repository.manifest(id), upgrades);
    }

    /**
     * Makes a backup, while the registry serves or not. Look at {@link Manifest#isWithoutErrors()} of the result: missing
     * and damaged objects do not keep the rest from being saved.
     *
     * @param lock of that database
     */
    public Snapshot create(
            BackupRequest request, Database database, ObjectStore store, DataLock lock, BackupProgress progress) {
        return create(request, database, Optional.of(store), lock, progress);
    }

    private Snapshot create(
            BackupRequest request,
            Database database,
            Optional<ObjectStore> store,
            DataLock lock,
            BackupProgress progress) {
        return lock.during(
                "a backup",
                () -> repository.exclusively(() -> {
                    repository.prepare();
                    rollBack();
                    var work = new Work(progress, request.pace());
                    var made = snapshot(new BackupRun(repository, database, store, clock, work).run(request));
                    made.manifest()
                            .filter(manifest -> !manifest.isWithoutErrors())
                            .ifPresent(manifest -> log.warn(
                                    "Backup {} is complete with errors: {} objects are missing or damaged.",
                                    made.id(),
                                    manifest.objects().problems()));
                    return made;
                }));
    }

    /**
     * Saves the rows alone, before something that may go wrong with them; the objects stay where they are.
     *
     * @param request for a safety backup
     */
    public Snapshot createOfRows(BackupRequest request, Database database, DataLock lock, BackupProgress progress) {
        if (request.kind() != Manifest.Kind.SAFETY) {
            throw new IllegalArgumentException("A full backup needs the objects");
        }
        return create(request, database, Optional.empty(), lock, progress);
    }

    /** Whether both have the same rows in the same tables, by what they say of themselves. */
    public boolean haveSameRows(SnapshotId one, SnapshotId other) {
        return sums(one).equals(sums(other));
    }

    private Map<String, Hash> sums(SnapshotId id) {
        return repository.explaining(() -> reader(id).manifest().tables().stream()
                .collect(Collectors.toMap(Manifest.Table::name, Manifest.Table::sum)));
    }

    /** Takes away what a process that was killed left of unfinished work. @return the backups that never came to be */
    public List<SnapshotId> recover() {
        return Files.isDirectory(repository.folder()) ? repository.exclusively(repository::sweep) : List.of();
    }

    private void rollBack() {
        recovered(repository.sweep());
    }

    private static void recovered(List<SnapshotId> unfinished) {
        unfinished.forEach(id -> log.info("What was left of the unfinished backup {} has been removed.", id));
    }

    /** All complete backups, newest first; those that cannot be read, too. */
    public List<Snapshot> list() {
        return repository.explaining(() -> repository.complete().stream()
                .sorted(Comparator.reverseOrder())
                .map(this::snapshot)
                .toList());
    }

    /** When the newest full backup of that instance was begun, for {@link BackupSchedule}. */
    public Optional<Instant> lastFull(String instanceId) {
        return newestFull(list().stream(), instanceId);
    }

    /** When the newest of those full backups was begun whose every byte has been verified; what CM-14 asks for. */
    public Optional<Instant> lastProven(String instanceId) {
        return newestFull(list().stream().filter(Snapshot::isProven), instanceId);
    }

    private static Optional<Instant> newestFull(Stream<Snapshot> snapshots, String instanceId) {
        return snapshots
                .flatMap(snapshot -> snapshot.manifest().stream())
                .filter(manifest -> manifest.kind() == Manifest.Kind.FULL)
                .filter(manifest -> manifest.origin().instanceId().equals(instanceId))
                .map(Manifest::created)
                .max(Instant::compareTo);
    }

    /**
     * How it stands with the backups of that instance.
     *
     * @param since when the instance began to keep data; nothing when what it has goes with it
     */
    public BackupState state(BackupSchedule schedule, String instanceId, Optional<Instant> since) {
        var last = list().stream()
                .filter(snapshot -> snapshot.manifest()
                        .filter(manifest -> manifest.origin().instanceId().equals(instanceId))
                        .isPresent())
                .flatMap(snapshot -> BackupState.Last.of(snapshot).stream())
                .max(Comparator.comparing(BackupState.Last::created));
        var made = last.map(BackupState.Last::created);
        return new BackupState(
                since.isPresent(),
                since.isPresent() ? schedule.often() : Schedule.OFF,
                schedule.at(),
                since.flatMap(begin ->
                        schedule.next(made.filter(it -> it.isAfter(begin)).orElse(begin))),
                since.filter(begin -> schedule.isDue(clock.instant(), made, begin))
                        .isPresent(),
                last);
    }

    /** @throws NotFound when there is none of that name */
    public Snapshot find(SnapshotId id) {
        return repository.explaining(() -> {
            repository.require(id);
            return snapshot(id);
        });
    }

    private Snapshot snapshot(SnapshotId id) {
        var results = verifier.results(id);
        try {
            return new Snapshot(id, Optional.of(repository.manifest(id)), "", results);
        } catch (Invalid unreadable) {
            return new Snapshot(id, Optional.empty(), unreadable.text(), results);
        }
    }

    /**
     * Verifies a backup; what is wrong stands in the result, which is kept beside it.
     *
     * @param depth quick or full
     */
    public Verification verify(SnapshotId id, Depth depth, BackupProgress progress) {
        return repository.exclusively(() -> verifier.verify(id, depth, new Work(progress)));
    }

    /** Keeps what somebody else found out about a backup: a drill. */
    void keep(SnapshotId id, Verification result) {
        repository.explaining(() -> {
            verifier.keep(id, result);
            return id;
        });
    }

    /** Removes a backup, and the contents that no other one needs. @return how many bytes of contents that freed */
    public long delete(SnapshotId id, BackupProgress progress) {
        return repository.exclusively(() -> {
            repository.require(id);
            var work = new Work(progress);
            work.begin(BackupProgress.Phase.CLEAN_UP, -1, -1);
            remove(id);
            return freeContents();
        });
    }

    /** Removes the backups that the rule lets go. @return which those were */
    public List<SnapshotId> thin(Retention rule) {
        return repository.exclusively(() -> {
            var goes = rule.goes(list());
            goes.forEach(this::remove);
            if (!goes.isEmpty()) {
                freeContents();
            }
            return goes;
        });
    }

    /** From its beginning on, the backup does not count any more. */
    private void remove(SnapshotId id) {
        var files = repository.files();
        files.delete(repository.snapshot(id).resolve(Repository.COMPLETE));
        files.deleteTree(repository.snapshot(id));
        files.delete(repository.checked(id));
        log.info("The backup {} has been removed.", id);
    }

    private long freeContents() {
        var needed = new HashSizes();
        for (SnapshotId id : repository.complete()) {
            try {
                reader(id).objects(entry -> {
                    if (entry.state() == State.STORED) {
                        needed.put(entry.hash(), 0);
                    }
                });
            } catch (Invalid unreadable) {
                log.warn("Nobody knows what the damaged backup {} needs, so all contents stay.", id, unreadable);
                return 0;
            }
        }
        return repository.contents().retain(needed::contains);
    }

    /** Packs a full backup with all it needs into one new file, which {@link #importFile} takes anywhere. */
    public void exportFile(SnapshotId id, Path file, BackupProgress progress) {
        repository.exclusively(() -> {
            new SnapshotFile(repository, upgrades).write(id, file, new Work(progress));
            return id;
        });
    }

    /**
     * Takes a backup out of such a file. Nothing in the file can reach outside of the backup folder.
     *
     * @throws Invalid when the file is damaged, not one of ours, or from a newer program; nothing has changed then
     * @throws Conflict when the backup is here already
     */
    public Snapshot importFile(Path file, BackupProgress progress) {
        return repository.exclusively(() -> {
            repository.prepare();
            rollBack();
            return snapshot(new SnapshotFile(repository, upgrades).read(file, new Work(progress)));
        });
    }

    /** Whether one broken disk would take those data and their backups. */
    public boolean isOnDiskOf(Path data) {
        return repository.explaining(() -> repository.isOnDiskOf(data));
    }
}
