package org.quiltappliance.server.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The volumes of this appliance, those of former times included: to be looked at, and removed one by one ({@code control-panel.md} CM-14). */
public final class DataVolumes {

    private static final Logger log = LoggerFactory.getLogger(DataVolumes.class);

    private final ContainerRuntime runtime;
    private final String instanceId;
    private final String instanceName;
    private final Set<String> current;
    private final Map<String, String> superseded;

    /**
     * A volume of ours.
     *
     * @param format of its data: {@code pg17}, {@code minio-fs}
     * @param bytes empty when the engine does not know
     * @param current whether the settings use it
     * @param container of ours that was made for it, if there is one
     * @param supersededBy the volume that took its place, when it held the data in force before
     */
    public record DataVolume(
            String name,
            String format,
            OptionalLong bytes,
            String created,
            boolean current,
            Optional<String> container,
            Optional<String> supersededBy) {}

    /**
     * @param instanceName that has to be typed
     * @param current names of the volumes that hold the data in force
     */
    public DataVolumes(ContainerRuntime runtime, String instanceId, String instanceName, Set<String> current) {
        this(runtime, instanceId, instanceName, current, Map.of());
    }

    /** @param superseded volumes that held the data in force before, each with the one that took its place */
    public DataVolumes(
            ContainerRuntime runtime,
            String instanceId,
            String instanceName,
            Set<String> current,
            Map<String, String> superseded) {
        this.runtime = runtime;
        this.instanceId = instanceId;
        this.instanceName = instanceName;
        this.current = Set.copyOf(current);
        this.superseded = Map.copyOf(superseded);
    }

    /** All of ours, by name. Measuring them can take long. */
    public List<DataVolume> list() throws InterruptedException {
        var all = new ArrayList<DataVolume>();
        for (Volume volume : runtime.volumes(Labels.INSTANCE, instanceId)) {
            all.add(new DataVolume(
                    volume.name(),
                    volume.label(Labels.DATA),
                    runtime.volumeBytes(volume.name()),
                    volume.created(),
                    current.contains(volume.name()),
                    user(volume.name()).map(Container::name),
                    Optional.ofNullable(superseded.get(volume.name()))));
        }
        return all;
    }

    /** What a volume of ours is for. @throws NotFound if we have no such volume */
    public Role roleOf(String name) {
        String format = ours(name).label(Labels.DATA);
        return Stream.of(Role.values())
                .filter(role -> role.holds(format))
                .findFirst()
                .orElseThrow(() -> new Conflict("The volume " + name + " holds nothing that a registry could use."));
    }

    /**
     * Makes sure that a volume can be taken into use in the place of the present one of the database: a former one, or any
     * when the present one is gone.
     *
     * @param present the volume of the database in force, once there is one
     * @param major of the PostgreSQL that the settings name
     * @throws NotFound if we have no such volume
     * @throws Conflict when it is in use already, never was, or is of another PostgreSQL
     */
    public void requireDatabase(String name, Optional<String> present, int major) {
        Volume volume = notInUse(name);
        boolean gone = present.isEmpty() || runtime.volume(present.get()).isEmpty();
        if (!superseded.containsKey(name) && !gone) {
            throw new Conflict(
                    "The volume " + name + " never held the database in force, so there is nothing to go back to.");
        }
        OptionalInt theirs = PostgresMajor.ofFormat(volume.label(Labels.DATA));
        if (theirs.orElse(0) != major) {
            throw new Conflict("The volume " + name + " is of PostgreSQL " + theirs.orElse(0)
                    + ", and the image of the settings is PostgreSQL " + major
                    + ", which cannot read it. Say first: config set " + Role.POSTGRES.imageSetting() + " "
                    + ContainerProblems.postgresImage(theirs.orElse(0)));
        }
    }

    /**
     * As {@link #requireDatabase}, for the volume of the files.
     *
     * @param flavour of the storage that the settings name
     */
    public void requireStore(String name, StoreFlavour flavour) {
        String theirs = notInUse(name).label(Labels.DATA);
        if (!theirs.equals(flavour.dataFormat())) {
            throw new Conflict("The volume " + name + " holds data of the format " + theirs + ", and the storage reads "
                    + flavour.dataFormat() + ".");
        }
    }

    private Volume notInUse(String name) {
        Volume volume = ours(name);
        if (current.contains(name)) {
            throw new Conflict("The volume " + name + " is in use already.");
        }
        return volume;
    }

    private Volume ours(String name) {
        return runtime.volume(name)
                .filter(one -> one.label(Labels.INSTANCE).equals(instanceId))
                .orElseThrow(() -> new NotFound("There is no volume " + name + " of this appliance."));
    }

    private Optional<Container> user(String volume) {
        return runtime.containers(Labels.INSTANCE, instanceId).stream()
                .filter(container -> container.volumes().containsValue(volume))
                .findFirst();
    }

    /**
     * Removes a volume and all that is in it, and the container of ours that was made for it.
     *
     * @param typed the instance's name, a space and {@code delete}
     * @param stopped whether the appliance is stopped
     * @param replaceable whether a verified backup exists, or somebody said that none is wanted
     * @throws NotFound if we have no such volume
     * @throws Conflict while it is in use
     */
    public void remove(String name, String typed, boolean stopped, boolean replaceable) {
        Volume volume = ours(name);
        var removal = VolumeRemoval.confirmed(
                volume,
                new VolumeRemoval.Confirmation(
                        instanceId, instanceName, typed, stopped, current.contains(name), replaceable));
        Optional<Container> container = user(name);
        if (container.filter(Container::isRunning).isPresent()) {
            throw new Conflict(
                    "The container " + container.get().name() + " uses the volume " + name + ". Stop it first.");
        }
        container.ifPresent(one -> runtime.remove(one.id()));
        runtime.removeVolume(removal);
        log.info("Removed the volume {} on request.", name);
    }
}
