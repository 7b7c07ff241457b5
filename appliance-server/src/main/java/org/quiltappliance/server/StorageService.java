package org.quiltappliance.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.quiltappliance.server.ContainerService.ImageState;
import org.quiltappliance.server.StorageUsage.Where;
import org.quiltappliance.server.backup.Backups;
import org.quiltappliance.server.backup.CleanupReport;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.containers.DataVolumes.DataVolume;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.Role;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.inventory.Inventory;
import org.quiltappliance.server.lifecycle.Activity.Kind;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.StorageHistory;
import org.quiltappliance.server.monitoring.StorageHistory.Sample;
import org.quiltappliance.server.objects.ObjectStore.Emptied;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the data of an appliance are, how much room they take, and what makes room ({@code control-panel.md} 13.5): objects
 * that nobody needs, volumes and images of our containers.
 */
public final class StorageService {

    private static final Logger log = LoggerFactory.getLogger(StorageService.class);
    private static final Duration BETWEEN_SAMPLES = Duration.ofHours(1);
    private static final int LARGEST = 20;

    private final DataAccess access;
    private final DataService data;
    private final Tasks tasks;
    private final Supplier<ContainerService> containers;
    private final DiskSpace.Gauge disks;
    private final Clock clock;
    private final StorageHistory history;
    private volatile Optional<Unneeded> unneeded = Optional.empty();

    /** Objects that no revision named when somebody looked. */
    public record Unneeded(Instant at, long objects, long bytes) {}

    /**
     * The volumes of this appliance.
     *
     * @param lastBackup when the newest full backup was made
     * @param lastProven when the newest of those was made whose every byte has been verified
     */
    public record Volumes(List<VolumeState> all, Optional<Instant> lastBackup, Optional<Instant> lastProven) {
        public Volumes {
            all = List.copyOf(all);
        }
    }

    /** @param containers as the settings are now */
    StorageService(
            DataAccess access,
            DataService data,
            Tasks tasks,
            Supplier<ContainerService> containers,
            DiskSpace.Gauge disks,
            Clock clock) {
        this.access = access;
        this.data = data;
        this.tasks = tasks;
        this.containers = containers;
        this.disks = disks;
        this.clock = clock;
        history = new StorageHistory(access.source().home().storageHistory());
    }

    /**
     * How much room is taken: measured now if the registry runs, else as it was when it ran last. Reads one row for each
     * object.
     */
    public StorageUsage usage() throws IOException, InterruptedException {
        return access.running() instanceof DataAccess.Running.Up up ? live(up.plan()) : last();
    }

    private StorageUsage live(RunPlan plan) throws IOException, InterruptedException {
        var config = plan.config();
        boolean kept = config.mode() == Mode.PERSISTENT;
        var database = plan.registry().data().place().database();
        var sample = sample(plan);
        if (kept) {
            history.add(sample);
        }
        var volumes = kept ? access.instance().volumes() : Map.<String, String>of();
        var inventory = new Inventory(database);
        return new StorageUsage(
                Optional.of(sample.at()),
                true,
                new Where(
                        database.product(),
                        plan.backing().serves(Role.POSTGRES)
                                ? volume(volumes.get(Backing.DATABASE_VOLUME))
                                : databasePlace(config.database())),
                database.bytes(),
                plan.backing().serves(Role.STORE)
                        ? new Where("MinIO", volume(volumes.get(Backing.STORE_VOLUME)))
                        : store(config),
                OptionalLong.of(sample.objects()),
                OptionalLong.of(sample.bytes()),
                disk(plan),
                kept ? history.bytesPerDay() : OptionalLong.empty(),
                inventory.largestOwners(LARGEST),
                inventory.largestPackages(LARGEST));
    }

    private Sample sample(RunPlan plan) {
        var counts = plan.registry().count();
        return new Sample(
                clock.instant(),
                plan.registry().data().place().database().bytes().orElse(-1),
                counts.objects(),
                counts.bytes());
    }

    private StorageUsage last() throws IOException {
        var config = access.config();
        boolean kept = config.mode() == Mode.PERSISTENT;
        var known = kept ? history.last() : Optional.<Sample>empty();
        var volumes = kept ? access.instance().volumes() : Map.<String, String>of();
        return new StorageUsage(
                known.map(Sample::at),
                false,
                config.database() instanceof DatabaseConfig.Managed
                        ? new Where("PostgreSQL", volume(volumes.get(Backing.DATABASE_VOLUME)))
                        : new Where(
                                config.database() instanceof DatabaseConfig.Memory ? "H2" : "PostgreSQL",
                                databasePlace(config.database())),
                known.filter(sample -> sample.databaseBytes() >= 0)
                        .map(sample -> OptionalLong.of(sample.databaseBytes()))
                        .orElse(OptionalLong.empty()),
                config.objects().store() instanceof StoreConfig.Managed
                        ? new Where("MinIO", volume(volumes.get(Backing.STORE_VOLUME)))
                        : store(config),
                known.map(sample -> OptionalLong.of(sample.objects())).orElse(OptionalLong.empty()),
                known.map(sample -> OptionalLong.of(sample.bytes())).orElse(OptionalLong.empty()),
                folderDisk(config),
                kept ? history.bytesPerDay() : OptionalLong.empty(),
                List.of(),
                List.of());
    }

    private static String volume(@org.jspecify.annotations.Nullable String name) {
        return name == null ? "in a volume that the first start makes" : "in the volume " + name;
    }

    private static String databasePlace(DatabaseConfig database) {
        if (database instanceof DatabaseConfig.Memory) {
            return "in memory, gone at the stop";
        }
        return Places.database(database).replaceFirst("^PostgreSQL at ", "at ");
    }

    private static Where store(ApplianceConfig config) {
        var store = config.objects().store();
        String place = "in " + Places.store(store);
        return new Where(
                store instanceof StoreConfig.Folder ? "Files" : "S3",
                config.mode() == Mode.TEST ? place + ", emptied at the stop" : place);
    }

    private Optional<StorageUsage.Disk> disk(RunPlan plan) throws IOException, InterruptedException {
        Optional<StorageUsage.Disk> volumes =
                plan.backing().volumeDisk().map(disk -> new StorageUsage.Disk(disk.place(), disk.space()));
        return volumes.isPresent() ? volumes : folderDisk(plan.config());
    }

    /** A disk of this computer, if data are on it. */
    private Optional<StorageUsage.Disk> folderDisk(ApplianceConfig config) throws IOException {
        if (config.objects().store() instanceof StoreConfig.Folder folder) {
            Path there = folder.folder();
            while (there.getParent() != null && !Files.isDirectory(there)) {
                there = there.getParent();
            }
            return Optional.of(new StorageUsage.Disk(folder.folder().toString(), disks.of(there)));
        }
        return Optional.empty();
    }

    /** Notes now and then how much there is, so that growth is known. */
    void keepHistory() {
        if (access.running() instanceof DataAccess.Running.Up up
                && up.plan().config().mode() == Mode.PERSISTENT
                && history.last()
                        .filter(last -> last.at().plus(BETWEEN_SAMPLES).isAfter(clock.instant()))
                        .isEmpty()) {
            history.add(sample(up.plan()));
        }
    }

    /** What the last look for objects found that no revision names; empty before the first since the program is open. */
    public Optional<Unneeded> unneeded() {
        return unneeded;
    }

    /** Looks for objects that no revision names. @param change whether to put them into the trash, for a week */
    public Task<CleanupReport> cleanUp(boolean change) {
        return tasks.begin(Kind.CLEANUP, progress -> {
            var report = data.cleaningUp(change).run(progress);
            unneeded = Optional.of(
                    change
                            ? new Unneeded(clock.instant(), 0, 0)
                            : new Unneeded(clock.instant(), report.objects(), report.bytes()));
            return report;
        });
    }

    /** Removes for good what has been in the trash for a week. @return how many bytes that were */
    public CompletableFuture<Long> emptyTrash() {
        return data.emptyTrash().result().thenApply(Emptied::bytes);
    }

    /** The volumes of this appliance, those of former times and of another mode included. Measuring them can take long. */
    public Volumes volumes() throws IOException, InterruptedException {
        try {
            var all = new ArrayList<VolumeState>();
            for (DataVolume volume : containers.get().volumesOfAnyMode()) {
                all.add(new VolumeState(
                        volume.name(),
                        volume.format(),
                        volume.bytes(),
                        volume.created(),
                        volume.current(),
                        volume.supersededBy()));
            }
            var backups = new Backups(data.folder(), clock);
            String id = access.instance().id();
            return new Volumes(all, backups.lastFull(id), backups.lastProven(id));
        } catch (EngineException silent) {
            throw new Unavailable("The container engine does not answer: " + silent.text(), silent);
        }
    }

    /** The images that the settings name; none when no data are kept in containers. */
    public List<ImageState> images() throws IOException, InterruptedException {
        if (!keepsContainers()) {
            return List.of();
        }
        try {
            return containers.get().images();
        } catch (EngineException silent) {
            throw new Unavailable("The container engine does not answer: " + silent.text(), silent);
        }
    }

    private boolean keepsContainers() {
        return access.config(access.source()).needsContainers();
    }

    private interface Deed<T> {
        T with(ContainerService containers, Consumer<String> tell) throws IOException, InterruptedException;
    }

    /** As a task, so that nothing else opens or closes containers meanwhile. */
    private <T> Task<T> task(Kind kind, boolean stopped, String what, Deed<T> deed) {
        return tasks.begin(kind, progress -> {
            if (stopped) {
                access.requireStopped();
            }
            T done = deed.with(containers.get(), progress::tell);
            log.info("Administration: {}", what);
            return done;
        });
    }

    /**
     * Goes back to a former volume of the database, at the next start. The present one stays and is the former one then.
     * While nothing runs.
     */
    public Task<String> useVolume(String name) {
        return task(Kind.CONTAINERS, true, "go back to the volume " + name, (service, tell) -> {
            service.useVolume(name);
            return name;
        });
    }

    /**
     * Removes one volume for good. While nothing runs.
     *
     * @param typed the name of the registry, a space and {@code delete}
     * @param withoutBackup whether the data may be lost although no verified backup of them exists
     */
    public Task<String> removeVolume(String name, String typed, boolean withoutBackup) {
        return task(Kind.CONTAINERS, true, "remove the volume " + name, (service, tell) -> {
            service.removeVolume(name, typed, withoutBackup);
            return name;
        });
    }

    /** Takes in an archive with images that the settings name, and no others. */
    public Task<List<ImageState>> loadImages(Path archive) {
        return task(
                Kind.IMAGE_LOAD, false, "load images from " + archive, (service, tell) -> service.load(archive, tell));
    }

    /** Writes the images that the settings name to an archive, for a computer without network. */
    public Task<Path> saveImages(Path archive) {
        return task(Kind.CONTAINERS, false, "save images to " + archive, (service, tell) -> {
            service.save(archive);
            return archive;
        });
    }

    /**
     * What {@link #changeImage} would do, for people, one sentence each.
     *
     * @param role {@code database} or {@code storage}
     */
    public Task<List<String>> planImage(String role, String image) {
        Role which = role(role);
        return tasks.begin(Kind.CONTAINERS, progress -> {
            access.requireStopped();
            return isOtherMajor(which, image, progress)
                    ? data.planningUpgrade(Optional.of(image)).run(progress).sentences()
                    : containers.get().planChange(which, image);
        });
    }

    /**
     * Runs that image from now on, after a backup of the rows; one of another PostgreSQL takes the data along to a new volume.
     * While nothing runs.
     *
     * @param role {@code database} or {@code storage}
     */
    public Task<String> changeImage(String role, String image) {
        Role which = role(role);
        return tasks.begin(Kind.CONTAINERS, progress -> {
            access.requireStopped();
            if (isOtherMajor(which, image, progress)) {
                data.upgrading(Optional.of(image)).run(progress);
            } else {
                containers.get().change(which, image, progress::tell);
            }
            log.info("Administration: run the image {}", image);
            return image;
        });
    }

    private boolean isOtherMajor(Role role, String image, TaskProgress progress)
            throws IOException, InterruptedException {
        return role == Role.POSTGRES && containers.get().isOtherMajor(image, progress::tell);
    }

    private static Role role(String word) {
        return switch (word) {
            case "database" -> Role.POSTGRES;
            case "storage" -> Role.STORE;
            default -> throw new Invalid("There is no image for \"" + word + "\", only for database and storage.");
        };
    }
}
