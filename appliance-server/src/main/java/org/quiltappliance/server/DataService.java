package org.quiltappliance.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.quiltappliance.server.backup.BackupProgress;
import org.quiltappliance.server.backup.BackupRequest;
import org.quiltappliance.server.backup.BackupSchedule;
import org.quiltappliance.server.backup.Backups;
import org.quiltappliance.server.backup.Cleanup;
import org.quiltappliance.server.backup.CleanupReport;
import org.quiltappliance.server.backup.DataLock;
import org.quiltappliance.server.backup.Drill;
import org.quiltappliance.server.backup.LiveCheck;
import org.quiltappliance.server.backup.LiveReport;
import org.quiltappliance.server.backup.Manifest;
import org.quiltappliance.server.backup.Pace;
import org.quiltappliance.server.backup.RestorePreview;
import org.quiltappliance.server.backup.Restores;
import org.quiltappliance.server.backup.Retention;
import org.quiltappliance.server.backup.Snapshot;
import org.quiltappliance.server.backup.SnapshotId;
import org.quiltappliance.server.backup.TransferReport;
import org.quiltappliance.server.backup.Verification;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.BackupConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.Activity.Kind;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.server.objects.ObjectStore.Emptied;
import org.quiltappliance.server.quilt2.ImportReport;
import org.quiltappliance.server.quilt2.ImportRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an administrator does with the data of an appliance ({@code control-panel.md} sections 9 and 10): backups, restores,
 * cleaning up, the change of mode. One task at a time; while the registry runs or, in persistent mode, also while it does
 * not.
 */
public final class DataService {

    private static final Logger log = LoggerFactory.getLogger(DataService.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofDays(7);

    /** How long a push may take from its look for objects to its end. */
    private static final Duration SLOW_PUSH = Duration.ofMinutes(15);

    /**
     * What a restore did.
     *
     * @param former where the data are that were in force before
     * @param started how the start with the restored data ended, if the registry ran
     */
    public record Restored(
            SnapshotId id, TransferReport report, String former, String present, Optional<Outcome> started) {}

    /**
     * What a carry-over did.
     *
     * @param password of those who had the one of the test mode, if it was made up; to be shown once
     * @param started how the start in persistent mode ended
     */
    public record CarriedOver(TransferReport report, Optional<Secret> password, String present, Outcome started) {}

    private final DataAccess access;
    private final DataSwitch switches;
    private final DatabaseUpgrade upgrades;
    private final DataMove moves;
    private final DataImport imports;
    private final Tasks tasks;
    private final Clock clock;
    private volatile Instant watchUntil = Instant.EPOCH;
    private volatile Instant lastTry = Instant.EPOCH;

    DataService(
            DataAccess access,
            DataSwitch switches,
            DatabaseUpgrade upgrades,
            DataMove moves,
            DataImport imports,
            Tasks tasks,
            Clock clock) {
        this.access = access;
        this.switches = switches;
        this.upgrades = upgrades;
        this.moves = moves;
        this.imports = imports;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** The backups of the folder that the settings name, newest first. */
    public List<Snapshot> backups() {
        return repository().list();
    }

    /** The newest backup that has everything. */
    public Optional<Snapshot> lastBackup() {
        return backups().stream()
                .filter(backup -> backup.manifest()
                        .filter(manifest -> manifest.kind() == Manifest.Kind.FULL)
                        .isPresent())
                .findFirst();
    }

    /** What the registry is called, also while it does not run; as a restore wants it typed. */
    public String registryName() {
        return access.config().name();
    }

    /** Where backups are kept. */
    public Path folder() {
        return access.backup().folder();
    }

    private Backups repository() {
        return new Backups(folder(), clock);
    }

    /** When backups are made by themselves, where, and how many stay. */
    public BackupPlan plan() {
        return new BackupPlans(access).plan();
    }

    /** Makes backups so from now on. @throws Conflict when that is not for the window or command to say */
    public void plan(BackupConfig wanted) {
        new BackupPlans(access).plan(wanted);
    }

    /**
     * Makes a backup.
     *
     * @param note why, for people; may be empty
     * @param passphrase with which secrets are taken along
     */
    public Task<Snapshot> backUp(String note, Optional<Secret> passphrase) {
        return tasks.begin(Kind.BACKUP, backingUp(note, passphrase));
    }

    /** The work of {@link #backUp}, for a task of somebody else. */
    Task.Work<Snapshot> backingUp(String note, Optional<Secret> passphrase) {
        return progress -> access.use(progress, open -> {
            BackupRequest request = request(open.config()).noted(note);
            return repository()
                    .create(
                            passphrase.map(request::withSecrets).orElse(request),
                            open.data().place().database(),
                            open.data().place().store(),
                            open.data().lock(),
                            progress);
        });
    }

    private BackupRequest request(ApplianceConfig config) {
        return BackupRequest.full(access.origin(config), access.settings());
    }

    /** Whether one broken disk would take both the data and their backups. */
    public boolean isOnOneDisk() {
        var config = access.config();
        return repository().isOnDiskOf(config.disk());
    }

    /** Verifies a backup. The result is kept beside it. */
    public Task<Verification> verify(String backup, Depth depth) {
        var id = new SnapshotId(backup);
        return tasks.begin(Kind.VERIFY, progress -> {
            var config = access.config();
            var backups = repository();
            return depth == Depth.DRILL
                    ? new Drill(backups, clock, new SecureRandom())
                            .run(id, config.home().resolve("drill"), new DrillClient(config, clock), progress)
                    : backups.verify(id, depth, progress);
        });
    }

    /** Reads every object of the registry and compares it with its hash. */
    public Task<LiveReport> verifyData() {
        return tasks.begin(
                Kind.VERIFY,
                progress -> access.use(
                        progress, open -> new LiveCheck(open.data().place(), clock).run(Pace.UNLIMITED, progress)));
    }

    /** What a restore would bring. */
    public RestorePreview preview(String backup) {
        return new Restores(repository(), clock).preview(new SnapshotId(backup));
    }

    /**
     * Puts the data of a backup in the place of the present ones, which stay aside.
     *
     * @param replaced the name of the registry, typed by whoever wants this
     * @param passphrase for the secrets of the backup, which are left out without one
     * @param despiteDamage whether to restore what is there when objects of the backup are missing or damaged
     */
    public Task<Restored> restore(String backup, String replaced, Optional<Secret> passphrase, boolean despiteDamage) {
        var id = new SnapshotId(backup);
        String name = access.config().name();
        if (!name.equals(replaced)) {
            throw new Invalid("A restore puts other data in the place of those of the registry \"" + name
                    + "\". Type its name to confirm that.");
        }
        return tasks.begin(Kind.RESTORE, progress -> switches.restore(id, passphrase, despiteDamage, progress));
    }

    /** Packs a backup into one new file. */
    public Task<Path> export(String backup, Path file) {
        var id = new SnapshotId(backup);
        return tasks.begin(Kind.BACKUP, progress -> {
            repository().exportFile(id, file, progress);
            return file;
        });
    }

    /** Takes a backup out of such a file. */
    public Task<Snapshot> importFile(Path file) {
        return tasks.begin(Kind.BACKUP, progress -> repository().importFile(file, progress));
    }

    /** Removes a backup. @return how many bytes that freed */
    public Task<Long> delete(String backup) {
        var id = new SnapshotId(backup);
        return tasks.begin(Kind.BACKUP, progress -> repository().delete(id, progress));
    }

    /** Looks for objects that no revision names. @param change whether to put them into the trash */
    public Task<CleanupReport> cleanUp(boolean change) {
        return tasks.begin(Kind.CLEANUP, cleaningUp(change));
    }

    /** The work of {@link #cleanUp}, for a task of somebody else. */
    Task.Work<CleanupReport> cleaningUp(boolean change) {
        return cleaning((cleanup, progress) -> {
            if (!change) {
                return cleanup.look(progress);
            }
            watchUntil = clock.instant().plus(SLOW_PUSH);
            return cleanup.discard(progress);
        });
    }

    /** Removes for good what has been in the trash for a week. */
    public Task<Emptied> emptyTrash() {
        return tasks.begin(Kind.CLEANUP, cleaning(Cleanup::emptyTrash));
    }

    /** Looks after a clean up, for some minutes, whether a push that was slow needs something of it after all. */
    void lookAfterCleanUp() {
        Instant until = watchUntil;
        if (until.isAfter(clock.instant()) && tasks.present().isEmpty()) {
            recoverNeeded();
        }
    }

    /** Brings back what somebody pushed while it was put aside. */
    Task<Long> recoverNeeded() {
        return tasks.begin(Kind.CLEANUP, cleaning(Cleanup::recoverNeeded));
    }

    private interface Cleaning<T> {
        T run(Cleanup cleanup, TaskProgress progress);
    }

    private <T> Task.Work<T> cleaning(Cleaning<T> work) {
        return progress -> access.use(progress, open -> {
            if (access.running() instanceof DataAccess.Running.Up up
                    && up.plan().isReadOnly()) {
                throw new Conflict("Stored files are missing, and the registry is read-only until that is put in order."
                        + " Nothing is cleaned up before.");
            }
            var grace = Cleanup.grace(GRACE, open.config().objects().linkLifetime());
            return work.run(new Cleanup(open.data().place(), open.data().lock(), grace, clock), progress);
        });
    }

    /**
     * Takes the data of the running test mode along into persistent mode, and goes on there.
     *
     * @param password for those who have the one of the test mode; made when there is none
     */
    public Task<CarriedOver> carryOver(Optional<Secret> password) {
        return tasks.begin(Kind.CARRY_OVER, progress -> switches.carryOver(password, progress));
    }

    /**
     * Makes sure, after an update of the tables failed, that the version of the program that was here before can go on.
     *
     * @param backup that was made before the update
     * @return what to do now, for people
     */
    public Task<String> goBack(String backup) {
        return tasks.begin(Kind.VERIFY, goingBack(backup));
    }

    /** The work of {@link #goBack}, for a task of somebody else. */
    Task.Work<String> goingBack(String backup) {
        return progress -> new FormerVersion(access, clock).prove(backup, progress);
    }

    /** What an upgrade of the database would do. @param image instead of the one that the settings name */
    public Task<DatabaseUpgrade.Plan> planUpgrade(Optional<String> image) {
        return tasks.begin(Kind.UPGRADE, planningUpgrade(image));
    }

    /** The work of {@link #planUpgrade}, for a task of somebody else. */
    Task.Work<DatabaseUpgrade.Plan> planningUpgrade(Optional<String> image) {
        return progress -> upgrades.plan(image, progress);
    }

    /**
     * Brings the database in our container to the major version of PostgreSQL of an image, while no registry runs.
     *
     * @param image to be used from now on, instead of the one that the settings name
     */
    public Task<DatabaseUpgrade.Upgraded> upgrade(Optional<String> image) {
        return tasks.begin(Kind.UPGRADE, upgrading(image));
    }

    /** The work of {@link #upgrade}, for a task of somebody else. */
    Task.Work<DatabaseUpgrade.Upgraded> upgrading(Optional<String> image) {
        return progress -> upgrades.upgrade(image, progress);
    }

    /** What a move would do. @param settings as of {@link #move} */
    public Task<DataMove.Plan> planMove(Map<String, String> settings) {
        return tasks.begin(Kind.MOVE, progress -> moves.plan(settings, progress));
    }

    /**
     * Moves the data to other places, while no registry runs. The settings follow.
     *
     * @param settings that lead to the new places, secrets among them; those that are not named stay
     */
    public Task<DataMove.Moved> move(Map<String, String> settings) {
        return tasks.begin(Kind.MOVE, progress -> moves.move(settings, progress));
    }

    /**
     * Brings over what an original registry has and is not here yet. When it is given up, its report says so; what came until
     * then is whole and stays.
     */
    public Task<ImportReport> importOriginal(ImportRequest request) {
        return tasks.begin(Kind.IMPORT, progress -> imports.run(request, progress));
    }

    /** Turns to another mode without any data. */
    public Optional<CompletableFuture<Outcome>> turnTo(Mode mode, boolean leave) {
        tasks.present().ifPresent(busy -> {
            throw new Conflict("Another task is under way. Wait until that is done, or cancel it.");
        });
        return switches.turnTo(mode, leave);
    }

    /** What a stop would throw away: how much a test mode holds that somebody pushed to or added users to (MD-1). */
    public Optional<StoredCounts> wouldBeLost() {
        return access.wouldBeLost();
    }

    /** What is under way. */
    public Optional<Task<?>> present() {
        return tasks.present();
    }

    /** Gives up what is under way and can be given up, and waits for that. */
    public void cancel() {
        tasks.cancel();
    }

    /** Makes the backup that is due by the schedule, if one is, and lets old ones go. */
    void keepSchedule() {
        var wanted = access.backup();
        var schedule = BackupSchedule.of(wanted, ZoneId.systemDefault());
        var backups = repository();
        Instance instance = access.instance();
        if (schedule.next(clock.instant()).isEmpty()
                || tasks.present().isPresent()
                || lastTry.plus(PAUSE_AFTER_FAILURE).isAfter(clock.instant())
                || !schedule.isDue(clock.instant(), backups.lastFull(instance.id()), instance.created())) {
            return;
        }
        lastTry = clock.instant();
        backUp("by schedule", Optional.empty())
                .result()
                .thenRun(() -> backups.thin(new Retention(wanted.keep(), ZoneId.systemDefault())))
                .exceptionally(failed -> {
                    log.error("The backup of the schedule was not made; it is tried again in an hour", failed);
                    return null;
                });
    }

    /** Saves the rows before something may go wrong with them. */
    static Snapshot saveRows(
            DataAccess.Named named,
            ApplianceConfig config,
            Database database,
            DataLock lock,
            String note,
            Clock clock) {
        return new Backups(config.backup().folder(), clock)
                .createOfRows(
                        BackupRequest.safety(named.origin(config), note, named.settings()),
                        database,
                        lock,
                        BackupProgress.silent());
    }
}
