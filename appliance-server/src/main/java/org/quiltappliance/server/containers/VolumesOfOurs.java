package org.quiltappliance.server.containers;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the volume that a container belongs on, and those that could take its place. Only looks. */
final class VolumesOfOurs {

    private final ContainerRuntime runtime;
    private final String instanceId;

    VolumesOfOurs(ContainerRuntime runtime, String instanceId) {
        this.runtime = runtime;
        this.instanceId = instanceId;
    }

    /**
     * The same on the volume that has its data, whatever that is called: somebody may have chosen another one, or names
     * may have changed. As it is when there is no such volume, or one of data that it cannot read.
     *
     * @param suffix of our names now
     */
    Definition placed(Definition usual, String suffix) {
        return usual.dataVolume()
                .map(known -> known.equals(usual.volume()) ? Optional.<Volume>empty() : ours(known))
                .orElseGet(() -> beforeNamesChanged(usual, suffix))
                .filter(volume -> volume.label(Labels.DATA).equals(usual.dataFormat()))
                .map(volume -> usual.on(volume.name()))
                .orElse(usual);
    }

    /** One that a start made which did not come to its end, and never any other: it could hold data of former times. */
    private Optional<Volume> beforeNamesChanged(Definition usual, String suffix) {
        if (suffix.isEmpty() || runtime.volume(usual.volume()).isPresent()) {
            return Optional.empty();
        }
        String names = Definitions.names(instanceId);
        return ours(names + usual.volume().substring((names + suffix).length()));
    }

    private Optional<Volume> ours(String name) {
        return runtime.volume(name)
                .filter(volume -> volume.label(Labels.INSTANCE).equals(instanceId));
    }

    private Stream<Volume> all() {
        return runtime.volumes(Labels.INSTANCE, instanceId).stream().sorted(Comparator.comparing(Volume::name));
    }

    /** Others that hold, or held, data of that kind. @param except that one */
    List<String> alike(Role role, String except) {
        return all().filter(volume -> role.holds(volume.label(Labels.DATA)))
                .map(Volume::name)
                .filter(name -> !name.equals(except))
                .toList();
    }
}
