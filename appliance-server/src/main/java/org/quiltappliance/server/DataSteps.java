package org.quiltappliance.server;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.quiltappliance.server.backup.BackupSchedule;
import org.quiltappliance.server.backup.Backups;
import org.quiltappliance.server.checks.DatabaseCheck;
import org.quiltappliance.server.checks.Reach;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.containers.Role;
import org.quiltappliance.server.database.DatabaseProbe;
import org.quiltappliance.server.database.FromNewerProgram;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.lifecycle.DataProblems;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Progress;
import org.quiltappliance.server.lifecycle.Watch;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Heap;
import org.quiltappliance.server.nodes.DifferentKey;
import org.quiltappliance.server.objects.S3Failure;

/** The steps that bring up database and storage, and what is watched of them afterwards. */
final class DataSteps {

    /** What those hear who want to change something while it runs read-only. */
    private static final String READ_ONLY = "The registry is read-only, because stored files are missing. What is there"
            + " can be installed; pushes and other changes have to wait until its administrator has put that in order.";

    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(4);
    private static final Duration BACKUP_PAUSE = Duration.ofMinutes(10);
    private static final Duration CLOCK_PAUSE = Duration.ofMinutes(1);
    private static final Duration PASSWORD_PAUSE = Duration.ofMinutes(1);

    private final RunContext run;
    private final BackingSteps backing;
    private Optional<String> savedAs = Optional.empty();

    DataSteps(RunContext run, BackingSteps backing) {
        this.run = run;
        this.backing = backing;
    }

    void openDatabase(Progress progress) throws InterruptedException {
        backing.settle(progress);
        if (run.config().database() instanceof DatabaseConfig.Postgres postgres) {
            requireUsable(postgres);
        }
        run.makeRegistry().openDatabase();
        progress.facts(facts ->
                facts.with(Part.DATABASE, run.up(Places.database(run.config().database()))));
    }

    /** The pool would only say that it got no connection. */
    private void requireUsable(DatabaseConfig.Postgres postgres) {
        var finding = new DatabaseProbe(postgres, PROBE_PATIENCE).run();
        finding.trouble().ifPresent(trouble -> {
            throw new ProblemException(
                    new DatabaseCheck(postgres, run.dataProblems()).problem(trouble, finding.reason()));
        });
    }

    void openStore(Progress progress) {
        try {
            run.registry().openStore();
        } catch (ApplianceException failed) {
            throw S3Failure.behind(failed)
                    .<RuntimeException>map(
                            reason -> new ProblemException(BucketProblems.of(reason, run.dataProblems()), failed))
                    .orElse(failed);
        }
        progress.facts(facts -> facts.with(
                Part.STORE, run.up(Places.store(run.config().objects().store()))));
    }

    /** Rows only: objects do not change ({@code control-panel.md} BK-6). */
    void backUpBeforeUpdate(Progress progress) throws IOException {
        if (run.registry().awaitsUpdate()) {
            var named = new DataAccess.Named(run.source());
            String note = "before the tables are updated for version " + Version.current();
            var saved = DataService.saveRows(
                    named,
                    run.config(),
                    run.registry().data().place().database(),
                    run.registry().data().lock(),
                    note,
                    run.parts().clock());
            savedAs = Optional.of(saved.id().text());
            progress.detail("Saved as " + saved.id());
        } else {
            progress.detail("Nothing is to be updated.");
        }
    }

    /** After the tables are up to date: what is looked at then are those of this version. */
    private void removeUnfinished() throws IOException {
        var unfinished = new Unfinished(run.source(), run.parts().clock());
        if (unfinished.isAny()) {
            unfinished.remove(run.config(), run.registry().data());
        }
    }

    void migrate(Progress progress) throws IOException {
        try {
            run.registry().migrate();
        } catch (FromNewerProgram newer) {
            throw new ProblemException(
                    run.problems().dataFromNewerVersion("a newer version", Version.current()), newer);
        } catch (RuntimeException failed) {
            throw new ProblemException(migrationFailed(failed), failed);
        }
        if (run.config().mode() == Mode.PERSISTENT) {
            backing.requireRows();
            var sample = run.registry().sampleObjects();
            if (run.isReadOnly()) {
                run.registry().refuseWrites(READ_ONLY);
                progress.report(run.dataProblems().storeDataMissingWhileReading(missing(sample)));
            } else {
                requireObjects(sample);
                removeUnfinished();
            }
        }
    }

    private Problem migrationFailed(RuntimeException failed) throws IOException {
        String reason = run.parts().redaction().of(String.valueOf(failed.getMessage()));
        var log = run.source().home().logs().resolve("appliance.log");
        if (savedAs.isEmpty()) {
            return run.problems().migrationFailed(reason, log);
        }
        var instance = new DataAccess.Named(run.source()).instance();
        return run.problems()
                .migrationFailed(reason, log, instance.lastVersion(), savedAs.get(), backing.formerVolumes(instance));
    }

    /** A storage that is not the one of this database must not be shown to anybody (STORE_DATA_MISSING). */
    private void requireObjects(Registry.Sample sample) {
        if (sample.known() > 0 && sample.found() == 0) {
            throw new ProblemException(run.dataProblems().storeDataMissing(missing(sample)));
        }
    }

    private DataProblems.Missing missing(Registry.Sample sample) {
        var store = run.config().objects().store();
        var setting = store instanceof StoreConfig.Folder
                ? Settings.STORE_FOLDER
                : backing.container(Role.STORE).isPresent() ? Settings.STORE : Settings.BUCKET;
        return new DataProblems.Missing(
                files(store), sample.known(), sample.found(), backing.otherVolumes(Role.STORE), setting.name());
    }

    void prepareAccounts(Progress progress) throws IOException {
        var instance = new DataAccess.Named(run.source()).instance();
        if (!instance.lastVersion().equals(Version.current())) {
            // Not before the tables are those of this version: until then the former one can use them.
            instance.usedBy(Version.current()).write(run.source().home());
        }
        try {
            run.registry().prepareAccounts(made -> {
                run.parts().redaction().hide(made.password().reveal());
                run.parts().newAdministrator().accept(made);
            });
        } catch (DifferentKey others) {
            throw new ProblemException(
                    run.problems().secretKeyDiffers(Settings.SECRET_KEY.name(), others.places()), others);
        }
        backing.remember();
        refuseSharingWithTestPassword();
    }

    /** In test mode everybody knows the password, and nothing is shared ({@code control-panel.md} SE-3). */
    private void refuseSharingWithTestPassword() {
        var http = run.config().http();
        if (run.config().mode() == Mode.TEST || !http.isShared()) {
            return;
        }
        var users = run.registry().administratorsWithTestPassword();
        if (!users.isEmpty()) {
            String setting = http.isLoopback() ? Settings.PROXIES.name() : Settings.BIND.name();
            throw new ProblemException(run.problems().defaultPasswordShared(setting, users, Reach.of(http)));
        }
    }

    List<Watch> watches() {
        var clock = run.parts().clock();
        var soon = run.parts().pulse();
        var watches = new ArrayList<>(List.of(
                new Watch(ProblemCode.DISK_FULL, run.parts().pause(), this::full),
                new Watch(
                        ProblemCode.DISK_LOW,
                        run.parts().pause(),
                        () -> firstDisk(space -> space.isLow() && !space.isFull())
                                .map(disk -> run.problems()
                                        .diskLow(disk.place(), disk.space().free()))),
                new Watch(
                        ProblemCode.MAIL_FAILING,
                        soon,
                        () -> run.registry().mailTrouble().map(run.problems()::mailFailing)),
                new Watch(
                        ProblemCode.DB_POOL_WAIT,
                        soon,
                        new PoolWatch(run.registry()::waitingForDatabase, run.problems(), clock)),
                new Watch(ProblemCode.HEAP_HIGH, soon, new HeapWatch(Heap::now, run.problems(), clock))));
        if (run.config().mode() == Mode.PERSISTENT) {
            watches.add(new Watch(ProblemCode.CLOCK_SKEW, CLOCK_PAUSE, new ClockWatch(clocks(), clock)));
            watches.add(new Watch(ProblemCode.BACKUP_OVERDUE, BACKUP_PAUSE, this::overdue));
            watches.add(new Watch(ProblemCode.DEFAULT_PASSWORD, PASSWORD_PAUSE, () -> {
                var users = run.registry().administratorsWithTestPassword();
                return users.isEmpty()
                        ? Optional.empty()
                        : Optional.of(run.problems().defaultPassword(users));
            }));
            watches.add(new Watch(
                    ProblemCode.DB_DOWN,
                    soon,
                    new SilenceWatch(
                            "Database",
                            run.registry()::proveDatabase,
                            reason -> backing.silence(Role.POSTGRES, reason)
                                    .orElseGet(() -> run.dataProblems().databaseDown(reason)))));
            watches.add(new Watch(
                    ProblemCode.STORE_DOWN,
                    soon,
                    new SilenceWatch(
                            "Storage",
                            run.registry()::proveStore,
                            reason -> backing.silence(Role.STORE, reason)
                                    .orElseGet(() -> run.dataProblems().storeDown(reason)))));
        }
        return watches;
    }

    private List<ClockWatch.Side> clocks() {
        var clocks = new ArrayList<ClockWatch.Side>();
        backing.clock().ifPresent(clocks::add);
        clocks.add(new ClockWatch.Side(
                run.registry()::databaseClock,
                (apart, harmful) -> run.dataProblems()
                        .databaseClockSkew(Places.database(run.config().database()), apart, harmful)));
        clocks.add(new ClockWatch.Side(
                run.registry()::storeClock,
                (apart, harmful) -> run.dataProblems()
                        .storeClockSkew(Places.store(run.config().objects().store()), apart, harmful)));
        return clocks;
    }

    /** Where the rows are, for people. */
    private String rows() {
        return backing.container(Role.POSTGRES).isPresent()
                ? backing.rows()
                : Places.database(run.config().database());
    }

    /** Where the objects are, for people. */
    private String files(StoreConfig store) {
        return backing.container(Role.STORE).isPresent() ? backing.files() : Places.store(store);
    }

    private Optional<Problem> full() throws IOException, InterruptedException {
        if (run.registry().databaseLacksSpace()) {
            return Optional.of(run.problems().diskFullElsewhere(rows()));
        }
        if (run.config().objects().store() instanceof StoreConfig.S3 s3
                && run.registry().lacksSpace()) {
            return Optional.of(run.problems().diskFullElsewhere(files(s3)));
        }
        return fullDisk()
                .map(disk -> run.problems().diskFull(disk.place(), disk.space().free()));
    }

    /** One of the disks that hold data. @param place the folder, or what people call the disk */
    record Disk(String place, DiskSpace space) {}

    /** Uploads leave as much free as must stay free, so a disk that they fill is known by their being refused. */
    private Optional<Disk> fullDisk() throws IOException, InterruptedException {
        return run.registry().lacksSpace() ? firstDisk(space -> true) : firstDisk(DiskSpace::isFull);
    }

    private Optional<Disk> firstDisk(Predicate<DiskSpace> isWanted) throws IOException, InterruptedException {
        var disks = new ArrayList<Disk>();
        disks.add(new Disk(
                run.config().disk().toString(),
                run.parts().disks().of(run.config().disk())));
        backing.volumeDisk().ifPresent(disks::add);
        return disks.stream().filter(disk -> isWanted.test(disk.space())).findFirst();
    }

    private Optional<Problem> overdue() {
        var wanted = DataAccess.present(run.config(), run.source()).backup();
        var instance = new DataAccess.Named(run.source()).instance();
        var now = run.parts().clock().instant();
        var last = new Backups(wanted.folder(), run.parts().clock()).lastFull(instance.id());
        return BackupSchedule.of(wanted, ZoneId.systemDefault()).isOverdue(now, last, instance.created())
                ? Optional.of(run.problems().backupOverdue(last, wanted.folder()))
                : Optional.empty();
    }
}
