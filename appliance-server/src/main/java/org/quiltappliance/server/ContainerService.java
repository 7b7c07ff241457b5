package org.quiltappliance.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.quiltappliance.server.backup.Backups;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.containers.DataVolumes;
import org.quiltappliance.server.containers.DataVolumes.DataVolume;
import org.quiltappliance.server.containers.Images;
import org.quiltappliance.server.containers.Role;
import org.quiltappliance.server.containers.docker.DockerFinding;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.objects.S3ObjectStore;

/**
 * What an administrator does with containers, images and volumes outside of a run ({@code control-panel.md} 8 and the
 * fixes of section 6). Each call finds the engine anew and lets it go.
 *
 * <p>What changes data must only be called while nothing of this appliance runs, by whoever holds its home folder.
 */
public final class ContainerService {

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
        var config = config();
        if (!config.needsContainers()) {
            throw new Conflict(
                    "The settings keep no data in containers: APPLIANCE_MODE is persistent, and APPLIANCE_DB or"
                            + " APPLIANCE_STORE managed, when they do.");
        }
        source.secrets().forEach(redaction::hide);
        try (var backing = Backing.connect(engines, config, source.home(), redaction, clock)) {
            return work.with(backing, config);
        }
    }

    private ApplianceConfig config() {
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
            backing.services().fetchImages(tell);
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

    /**
     * Runs the image that the settings name from now on, after a backup of the rows ({@code control-panel.md} 8.6). The
     * old image returns when the new one does not get ready.
     */
    public void change(Role role, Consumer<String> tell) throws IOException, InterruptedException {
        with((backing, config) -> {
            backing.images(tell);
            backing.containers(tell);
            try {
                var settled = backing.settled(tell);
                tell.accept("Backing up before the change");
                try (var data = OpenedData.open(DataPlaces.asTheyAre(), settled, clock, tell)) {
                    DataService.saveRows(
                            new DataAccess.Named(source), settled, data.data(), "before another image", clock);
                }
                backing.services().changeImage(role, tell);
            } finally {
                backing.services().stop();
            }
            return role;
        });
    }

    /** The containers that do not run the image that the settings name. */
    public List<Role> outdated() throws IOException, InterruptedException {
        return with((backing, config) -> backing.services().outdated());
    }

    /** The volumes of this appliance. */
    public List<DataVolume> volumes() throws IOException, InterruptedException {
        return with((backing, config) -> volumes(backing, config).list());
    }

    private DataVolumes volumes(Backing backing, ApplianceConfig config) throws IOException {
        Instance instance = instance();
        return new DataVolumes(
                backing.runtime(),
                instance.id(),
                config.name(),
                Set.copyOf(instance.volumes().values()));
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
        with((backing, config) -> {
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
        var gone = new TreeSet<String>();
        instance.volumes().forEach((purpose, name) -> {
            if (name.equals(volume)) {
                gone.add(purpose);
            }
        });
        Instance rest = instance;
        for (String purpose : gone) {
            rest = rest.without(purpose);
        }
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
        var config = config();
        if (!(config.objects().store() instanceof StoreConfig.S3 elsewhere)) {
            throw new Conflict("There is no S3 server in the settings: APPLIANCE_STORE is not external.");
        }
        S3ObjectStore.createBucket(elsewhere);
        return "the bucket " + elsewhere.bucket() + " at " + elsewhere.endpoint();
    }
}
