package org.quiltappliance.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.quiltappliance.server.backup.DataLock;
import org.quiltappliance.server.backup.SnapshotId;
import org.quiltappliance.server.backup.SwitchJournal;
import org.quiltappliance.server.backup.SwitchJournal.Phase;
import org.quiltappliance.server.backup.Transfer;
import org.quiltappliance.server.backup.TransferReport;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.containers.MajorUpgrade;
import org.quiltappliance.server.containers.MajorUpgrade.Outline;
import org.quiltappliance.server.containers.ManagedDatabase;
import org.quiltappliance.server.containers.docker.DockerFinding;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.database.FromNewerProgram;
import org.quiltappliance.server.database.PostgresSchema;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the database in our container to another major version of PostgreSQL ({@code control-panel.md} 8.6, ADR 11): its
 * rows go from the former server to a new one on a volume of its own, are read again there, and one word in the journal
 * is the switch. Until that the former volume is in force, whatever happens; afterwards it stays. Objects are not touched.
 */
public final class DatabaseUpgrade {

    private static final Logger log = LoggerFactory.getLogger(DatabaseUpgrade.class);

    /** About what a slow disk copies of a database in that time, indexes and a second reading included. */
    private static final long BYTES_A_MINUTE = 200L << 20;

    private static final long MEGABYTE = 1_000_000;

    private final DataAccess access;
    private final Redaction redaction;
    private final DiskSpace.Gauge disks;
    private final Clock clock;
    private final Function<Optional<String>, DockerFinding> engines;

    /** @param engines finds a container engine, by the setting that names one */
    DatabaseUpgrade(
            DataAccess access,
            Redaction redaction,
            DiskSpace.Gauge disks,
            Clock clock,
            Function<Optional<String>, DockerFinding> engines) {
        this.engines = engines;
        this.access = access;
        this.redaction = redaction;
        this.disks = disks;
        this.clock = clock;
    }

    /**
     * What is going to happen.
     *
     * @param bytes that the new volume will need, about; empty when nobody knows
     * @param minutes that it will take, about
     * @param backups where the rows are saved before
     */
    public record Plan(
            int from,
            int to,
            String formerVolume,
            String newVolume,
            String image,
            OptionalLong bytes,
            long minutes,
            Path backups) {

        /** The same for people, one sentence each ({@code control-panel.md} CM-13). */
        public List<String> sentences() {
            return List.of(
                    "The data of PostgreSQL " + from + " on the volume " + formerVolume + " are brought to PostgreSQL "
                            + to + " (" + image + ") on the volume " + newVolume + ".",
                    "Before that the rows are saved in " + backups + ". Objects are not touched. The registry stays"
                            + " stopped meanwhile.",
                    (bytes.isPresent() ? "Space: about " + megabytes(bytes.getAsLong()) + " more" : "Space: unknown")
                            + " for the new volume. Time: about " + minutes
                            + (minutes == 1 ? " minute." : " minutes."),
                    "You can go back until you remove the old volume: volumes use " + formerVolume);
        }

        private static String megabytes(long bytes) {
            return Math.max(1, bytes / MEGABYTE) + " MB";
        }
    }

    /**
     * What an upgrade did.
     *
     * @param backup of the rows as they were
     */
    public record Upgraded(Plan plan, SnapshotId backup, TransferReport report) {}

    /** How the settings say it, and the engine with the containers behind them. */
    private record Opened(ApplianceConfig config, Backing backing) implements AutoCloseable {
        @Override
        public void close() {
            backing.close();
        }
    }

    private Opened open(Optional<String> image) throws IOException {
        access.requireStopped();
        Map<String, String> wanted =
                image.map(name -> Map.of(Settings.DB_IMAGE.name(), name)).orElse(Map.of());
        access.source().requireOurs(wanted);
        var config = access.settled(access.source().with(wanted));
        access.source().secrets().forEach(redaction::hide);
        if (!(config.database() instanceof DatabaseConfig.Managed)) {
            throw new Conflict("The settings keep no database in a container of ours: APPLIANCE_MODE is persistent and"
                    + " APPLIANCE_DB managed, when they do.");
        }
        return new Opened(
                config, Backing.connect(engines, config, access.source().home(), redaction, clock));
    }

    /** Looks, and changes nothing. */
    Plan plan(Optional<String> image, TaskProgress progress) throws IOException, InterruptedException {
        progress.tell("Looking at the volumes");
        try (var opened = open(image)) {
            return plan(opened.config(), opened.backing().services().upgrade().outline());
        }
    }

    private static Plan plan(ApplianceConfig config, Outline outline) {
        return new Plan(
                outline.from(),
                outline.to(),
                outline.formerVolume(),
                outline.newVolume(),
                outline.image(),
                outline.bytes(),
                1 + outline.bytes().orElse(0) / BYTES_A_MINUTE,
                config.backup().folder());
    }

    /** @throws Conflict when there is nothing to upgrade, no room for it, or a registry runs */
    Upgraded upgrade(Optional<String> image, TaskProgress progress) throws Exception {
        try (var opened = open(image)) {
            Backing backing = opened.backing();
            discardLeftovers(backing, progress);
            var containers = backing.services().upgrade();
            containers.fetchImage(progress::tell);
            var outline = containers.outline();
            var plan = plan(opened.config(), outline);
            requireSpace(backing.runtime().info().dataFolder(), outline.bytes());
            return new Run(opened.config(), backing, containers, outline, image, progress).run(plan);
        }
    }

    /** Where the engine is on this computer, its disk can be looked at. */
    private void requireSpace(String engineFolder, OptionalLong bytes) throws IOException {
        Path folder = Path.of(engineFolder);
        if (bytes.isPresent() && Files.isDirectory(folder) && disks.of(folder).free() < bytes.getAsLong()) {
            throw new Conflict("The new volume needs about " + Plan.megabytes(bytes.getAsLong())
                    + ", and there is less on the disk of " + folder + ". Make room, and try again. Nothing was"
                    + " changed.");
        }
    }

    /** What one upgrade works with. */
    private final class Run {

        private final ApplianceConfig config;
        private final Backing backing;
        private final MajorUpgrade containers;
        private final Outline outline;
        private final TaskProgress progress;
        private final SwitchJournal journal;
        private boolean begun;

        Run(
                ApplianceConfig config,
                Backing backing,
                MajorUpgrade containers,
                Outline outline,
                Optional<String> image,
                TaskProgress progress) {
            this.config = config;
            this.backing = backing;
            this.containers = containers;
            this.outline = outline;
            this.progress = progress;
            var target = new LinkedHashMap<String, String>();
            target.put(DecidedSwitch.DATABASE_VOLUME, outline.newVolume());
            image.ifPresent(name -> target.put(Settings.DB_IMAGE.name(), name));
            journal = new SwitchJournal(
                    SwitchJournal.Kind.UPGRADE,
                    Phase.PREPARING,
                    target,
                    "the data of PostgreSQL " + outline.from() + " in PostgreSQL " + outline.to(),
                    clock.instant());
        }

        Upgraded run(Plan plan) throws Exception {
            try {
                progress.tell("Starting PostgreSQL " + outline.from());
                var former = backing.place(containers.startFormer(outline, progress::tell));
                Upgraded upgraded;
                try (var from = new Database(former)) {
                    from.open();
                    var lock = new DataLock(from);
                    var backup = saved(from, lock);
                    migrate(from);
                    upgraded = new Upgraded(plan, backup, fill(from, lock));
                }
                progress.decide();
                access.write(journal.reached(Phase.DECIDED));
                conclude();
                return upgraded;
            } catch (Exception failed) {
                throw undone(failed);
            } finally {
                calmly("The former database could not be stopped", containers::endFormer);
            }
        }

        private SnapshotId saved(Database from, DataLock lock) {
            progress.tell("Saving the rows");
            String note = "before the upgrade to PostgreSQL " + outline.to();
            return DataService.saveRows(new DataAccess.Named(access.source()), config, from, lock, note, clock)
                    .id();
        }

        /** As a start would, so that both have the tables of this program. */
        private void migrate(Database from) {
            try {
                from.migrate();
            } catch (FromNewerProgram newer) {
                throw new ProblemException(
                        new Problems(clock).dataFromNewerVersion("a newer version", Version.current()), newer);
            }
        }

        private TransferReport fill(Database from, DataLock lock) throws Exception {
            progress.tell("Starting PostgreSQL " + outline.to());
            containers.prepareFresh(outline, progress::tell);
            begun = true;
            access.write(journal);
            ManagedDatabase fresh = containers.startFresh(progress::tell);
            access.write(journal.reached(Phase.FILLING));
            backing.schema().ifPresent(name -> PostgresSchema.create(backing.server(fresh), name));
            TransferReport report;
            try (var to = new Database(backing.place(fresh))) {
                to.open();
                to.migrate();
                report = new Transfer(lock, clock).moveRows(from, to, progress);
            }
            progress.tell("Stopping PostgreSQL " + outline.to() + ", so that all is on its volume");
            containers.endFresh();
            return report;
        }

        /** Nothing may be undone any more: what fails here is done by the next start. */
        private void conclude() {
            try {
                DecidedSwitch.complete(access.source());
            } catch (IOException | RuntimeException failed) {
                log.warn("The files of the home folder follow at the next start", failed);
            }
            calmly("The container of the former database could not be removed", containers::removeFormer);
        }

        private Exception undone(Exception failed) {
            // Writing that word may have failed after it stood there.
            if (begun && !DecidedSwitch.isDecided(access.source().home())) {
                calmly("What was left of the upgrade could not be removed; the next start tries again", () -> {
                    progress.tell("Emptying the volume " + outline.newVolume());
                    containers.endFresh();
                    discard(backing, journal);
                });
            }
            return failed instanceof InterruptedException
                    ? new CancellationException("The upgrade was cancelled.")
                    : failed;
        }
    }

    /**
     * Takes away what an upgrade left that was killed: its server, and what is on its volume.
     *
     * @param tell hears of it, for people
     */
    static void discardLeftovers(Backing backing, TaskProgress tell) throws IOException, InterruptedException {
        var home = backing.home();
        var left = SwitchJournal.read(home)
                .filter(journal -> journal.kind() == SwitchJournal.Kind.UPGRADE)
                .filter(journal -> !journal.isDecided());
        if (left.isPresent()) {
            tell.tell("Taking away what an unfinished upgrade left");
            discard(backing, left.get());
        }
    }

    /** @param journal of an upgrade that was not decided */
    static void discard(Backing backing, SwitchJournal journal) throws IOException, InterruptedException {
        String volume = journal.target().getOrDefault(DecidedSwitch.DATABASE_VOLUME, "");
        if (!backing.knownVolumes().contains(volume)) {
            backing.services().upgrade().discard(volume);
        }
        SwitchJournal.finish(backing.home());
    }

    private interface Ending {
        void run() throws IOException, InterruptedException;
    }

    /** Also for somebody who has just been interrupted: servers would go on running. */
    private static void calmly(String trouble, Ending ending) {
        boolean interrupted = Thread.interrupted();
        try {
            ending.run();
        } catch (InterruptedException again) {
            interrupted = true;
            log.warn(trouble, again);
        } catch (IOException | RuntimeException failed) {
            log.warn(trouble, failed);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
