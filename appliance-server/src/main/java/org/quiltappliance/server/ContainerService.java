package org.quiltappliance.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.quiltappliance.server.backup.Backups;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.DataVolumes;
import org.quiltappliance.server.containers.DataVolumes.DataVolume;
import org.quiltappliance.server.containers.ImageReference;
import org.quiltappliance.server.containers.Images;
import org.quiltappliance.server.containers.Role;
import org.quiltappliance.server.containers.docker.DockerFinding;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.objects.S3ObjectStore;
import org.quiltappliance.server.packages.KnownObjects;

/**
 * What an administrator does with containers, images and volumes outside of a run ({@code control-panel.md} 8 and the
 * fixes of section 6). Each call finds the engine anew and lets it go.
 *
 * <p>What changes data must only be called while nothing of this appliance runs, by whoever holds its home folder.
 */
public final class ContainerService {

    private static final int SAMPLE = 20;

    private final SettingsSource source;
    private final Redaction redaction;
    private final Clock clock;
    private final Function<Optional<String>, DockerFinding> engines;

    public ContainerService(SettingsSource source, Redaction redaction, Clock clock) {
        this(source, redaction, clock, Backing::search);
    }

    /** @param engines finds a container engine, by the setting that names one */
    ContainerService(
            SettingsSource source,
            Redaction redaction,
            Clock clock,
            Function<Optional<String>, DockerFinding> engines) {
        this.engines = engines;
        this.source = source;
        this.redaction = redaction;
        this.clock = clock;
    }

    /** An image that the settings name. @param here whether the engine has it */
    public record ImageState(String role, String reference, boolean here) {}

    private interface Work<T> {
        T with(Backing backing, ApplianceConfig config) throws IOException, InterruptedException;
    }

    private <T> T with(Work<T> work) throws IOException, InterruptedException {
        return with(source, work);
    }

    private <T> T with(SettingsSource source, Work<T> work) throws IOException, InterruptedException {
        var config = config(source);
        if (!config.needsContainers()) {
            throw noContainers();
        }
        return connected(source, config, work);
    }

    private static Conflict noContainers() {
        return new Conflict("The settings keep no data in containers: APPLIANCE_MODE is persistent, and APPLIANCE_DB or"
                + " APPLIANCE_STORE managed, when they do.");
    }

    /** Also when the settings use no container any more, but did before. */
    private <T> T withFormer(Work<T> work) throws IOException, InterruptedException {
        var config = config(source);
        if (!config.needsContainers() && instance().hadNoContainer()) {
            throw noContainers();
        }
        return connected(source, config, work);
    }

    private <T> T connected(SettingsSource source, ApplianceConfig config, Work<T> work)
            throws IOException, InterruptedException {
        source.secrets().forEach(redaction::hide);
        try (var backing = Backing.connect(engines, config, source.home(), redaction, clock)) {
            return work.with(backing, config);
        }
    }

    private ApplianceConfig config(SettingsSource source) {
        var reading = source.settle();
        return reading.config()
                .orElseThrow(() -> new ProblemException(new Problems(clock).configInvalid(reading.problems())));
    }

    public List<ImageState> images() throws IOException, InterruptedException {
        return with((backing, config) -> states(backing));
    }

    private static List<ImageState> states(Backing backing) {
        var images = backing.services().images();
        return backing.services().wantedImages().stream()
                .map(wanted -> new ImageState(
                        wanted.role() == Role.POSTGRES ? "database" : "storage",
                        wanted.reference().toString(),
                        images.isHere(wanted.reference())))
                .toList();
    }

    /** Fetches what the engine lacks. */
    public List<ImageState> pull(Consumer<String> tell) throws IOException, InterruptedException {
        return with((backing, config) -> {
            backing.services().fetchImages(tell::accept);
            return states(backing);
        });
    }

    /** Takes in an archive with images that the settings name, and no others. */
    public List<ImageState> load(Path archive, Consumer<String> tell) throws IOException, InterruptedException {
        return with((backing, config) -> {
            Images images = backing.services().images();
            images.load(archive, backing.services().wantedImages(), tell);
            return states(backing);
        });
    }

    /** Writes the images that the settings name to an archive, for a computer without network. */
    public void save(Path archive) throws IOException, InterruptedException {
        with((backing, config) -> {
            backing.services().images().save(backing.services().wantedImages(), archive);
            return archive;
        });
    }

    /** Whether that image is of another PostgreSQL than the data, which {@link DatabaseUpgrade} has to bring there. */
    public boolean isOtherMajor(String image, Consumer<String> tell) throws IOException, InterruptedException {
        return with(
                naming(Role.POSTGRES, image),
                (backing, config) -> config.database() instanceof DatabaseConfig.Managed
                        && backing.services().upgrade().isNeeded(tell));
    }

    private SettingsSource naming(Role role, String image) throws IOException {
        var named = Map.of(role.imageSetting(), image);
        source.requireOurs(named);
        return source.with(named);
    }

    /** What {@link #change} would do, for people, one sentence each ({@code control-panel.md} CM-13). */
    public List<String> planChange(Role role, String image) throws IOException, InterruptedException {
        return with(naming(role, image), (backing, config) -> {
            boolean here = backing.services().images().isHere(ImageReference.parse(image));
            String present = backing.services().presentImage(role).orElse("");
            return List.of(
                    role.component() + " is made anew from " + image
                            + (present.isEmpty() ? "" : " instead of " + present) + ", on the same volume.",
                    "Before that the rows are saved in " + config.backup().folder()
                            + ". The registry stays stopped meanwhile. If the new image does not get ready, the present one"
                            + " returns.",
                    "Space: " + (here ? "none, the image is here" : "for the image, which has to be downloaded")
                            + ". Time: about a minute" + (here ? "." : ", and the download."),
                    "You can go back at any time: the volume stays, and images set takes the former image, too.");
        });
    }

    private interface Settled {
        void write() throws IOException;
    }

    /**
     * Runs that image from now on, after a backup of the rows ({@code control-panel.md} 8.6). The old image returns, and the
     * setting stays as it is, when the new one does not get ready or cannot be used. Containers go on running afterwards
     * where the settings say so.
     */
    public void change(Role role, String image, Consumer<String> tell) throws IOException, InterruptedException {
        change(role, naming(role, image), () -> source.files().set(role.imageSetting(), image), tell);
    }

    /** The same for the image that the settings name, or that this program comes with where they name none. */
    public void update(Role role, Consumer<String> tell) throws IOException, InterruptedException {
        change(role, source, () -> {}, tell);
    }

    private void change(Role role, SettingsSource settings, Settled settled, Consumer<String> tell)
            throws IOException, InterruptedException {
        with(settings, (backing, config) -> {
            backing.images(tell::accept);
            backing.containers(tell);
            try {
                save(backing.settled(tell), tell);
                backing.services().changeImage(role, tell, () -> prove(backing, tell));
                settled.write();
            } finally {
                backing.services().stop();
            }
            return role;
        });
    }

    private void save(ApplianceConfig settled, Consumer<String> tell) throws InterruptedException {
        tell.accept("Backing up before the change");
        try (var data = OpenedData.open(DataPlaces.asTheyAre(), settled, clock, tell)) {
            DataService.saveRows(
                    new DataAccess.Named(source),
                    settled,
                    data.database(),
                    data.data().lock(),
                    "before another image",
                    clock);
        }
    }

    /** The containers that do not run the image that the settings name. */
    public List<Role> outdated() throws IOException, InterruptedException {
        return with((backing, config) -> backing.services().outdated());
    }

    /** What a start would see. */
    private void prove(Backing backing, Consumer<String> tell) throws InterruptedException {
        tell.accept("Looking at the data");
        try (var data = OpenedData.open(DataPlaces.asTheyAre(), backing.settled(tell), clock, tell)) {
            var store = data.data().place().store();
            var sample = new KnownObjects(data.database()).sample(SAMPLE);
            if (!sample.isEmpty()
                    && sample.stream()
                            .allMatch(known ->
                                    store.find(known.owner(), known.hash()).isEmpty())) {
                throw new Conflict("The objects are not where they were.");
            }
        }
    }

    /** The volumes of this appliance. */
    public List<DataVolume> volumes() throws IOException, InterruptedException {
        return withFormer((backing, config) -> volumes(backing, config).list());
    }

    /**
     * The same in whatever mode: volumes of a mode that is not in force now stay. Changes nothing, and asks no engine when
     * this appliance never had a container and needs none.
     */
    public List<DataVolume> volumesOfAnyMode() throws IOException, InterruptedException {
        var reading = source.glance();
        var config = reading.config()
                .orElseThrow(() -> new ProblemException(new Problems(clock).configInvalid(reading.problems())));
        if (!config.needsContainers() && instance().volumes().isEmpty()) {
            return List.of();
        }
        source.secrets().forEach(redaction::hide);
        try (var backing = Backing.connect(engines, config, source.home(), redaction, clock)) {
            return volumes(backing, config).list();
        }
    }

    private DataVolumes volumes(Backing backing, ApplianceConfig config) throws IOException {
        Instance instance = instance();
        return new DataVolumes(
                backing.runtime(),
                instance.id(),
                config.name(),
                Backing.volumesInForce(config, instance),
                instance.superseded());
    }

    /**
     * Takes another volume into use, at the next start: a former one of the database, or one that has the data that are
     * missed. The present one, if it is there, stays and is the former one then.
     *
     * @throws Conflict when the image of the settings cannot read it
     */
    public void useVolume(String name) throws IOException, InterruptedException {
        with((backing, config) -> {
            String purpose = switch (volumes(backing, config).roleOf(name)) {
                case POSTGRES -> requireDatabase(name, backing, config);
                case STORE -> requireStore(name, backing, config);
            };
            turn(backing.runtime(), purpose, name);
            return name;
        });
    }

    private String requireDatabase(String name, Backing backing, ApplianceConfig config) throws IOException {
        if (!(config.database() instanceof DatabaseConfig.Managed)) {
            throw new Conflict(
                    "The settings keep no database in a container. Say first: config set APPLIANCE_DB managed");
        }
        var present = Optional.ofNullable(instance().volumes().get(Backing.DATABASE_VOLUME));
        volumes(backing, config)
                .requireDatabase(name, present, backing.services().wantedMajor());
        return Backing.DATABASE_VOLUME;
    }

    private String requireStore(String name, Backing backing, ApplianceConfig config) throws IOException {
        if (!(config.objects().store() instanceof StoreConfig.Managed)) {
            throw new Conflict(
                    "The settings keep no files in a container. Say first: config set APPLIANCE_STORE managed");
        }
        volumes(backing, config).requireStore(name, Backing.FLAVOUR);
        return Backing.STORE_VOLUME;
    }

    /** A volume that is gone is missed no more, and nobody can go back to it. */
    private void turn(ContainerRuntime runtime, String purpose, String name) throws IOException {
        Instance instance = instance();
        Instance turned = instance.turningTo(purpose, name);
        String former = instance.volumes().getOrDefault(purpose, name);
        (runtime.volume(former).isEmpty() ? turned.forgetting(former) : turned).write(source.home());
    }

    /** Calls everything that is made in the engine differently from now on. @return how, for people */
    public String useOtherNames() throws IOException, InterruptedException {
        return with((backing, config) -> {
            var instance = instance().named(backing.services().freeSuffix());
            instance.write(source.home());
            return "quilt-appliance-" + instance.id() + instance.suffix();
        });
    }

    private Instance instance() throws IOException {
        return Instance.read(source.home())
                .orElseThrow(() -> new IOException("The home folder has not been set up yet."));
    }

    /**
     * Removes one volume for good.
     *
     * @param typed the name of the registry, a space and {@code delete}
     * @param withoutBackup whether the data may be lost although no verified backup of them exists
     */
    public void removeVolume(String name, String typed, boolean withoutBackup)
            throws IOException, InterruptedException {
        withFormer((backing, config) -> {
            boolean saved = new Backups(config.backup().folder(), clock)
                    .lastProven(instance().id())
                    .isPresent();
            volumes(backing, config).remove(name, typed, true, withoutBackup || saved);
            forget(name);
            return name;
        });
    }

    /** A volume that somebody removed on purpose is not missed. */
    private void forget(String volume) throws IOException {
        Instance instance = instance();
        Instance rest = instance.forgetting(volume);
        if (!rest.equals(instance)) {
            rest.write(source.home());
        }
    }

    /** Gives the database's role the password that the settings have. No data changes. */
    public void repairPassword(Consumer<String> tell) throws IOException, InterruptedException {
        with((backing, config) -> {
            backing.services().repairPassword(tell);
            return Optional.empty();
        });
    }

    /** Makes the bucket that the settings name, on an S3 server elsewhere. @return what was made, for people */
    public String createBucket() {
        var config = config(source);
        if (!(config.objects().store() instanceof StoreConfig.S3 elsewhere)) {
            throw new Conflict("There is no S3 server in the settings: APPLIANCE_STORE is not external.");
        }
        S3ObjectStore.createBucket(elsewhere);
        return "the bucket " + elsewhere.bucket() + " at " + elsewhere.endpoint();
    }
}
