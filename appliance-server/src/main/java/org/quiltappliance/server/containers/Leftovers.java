package org.quiltappliance.server.containers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.quiltappliance.server.containers.DataVolumes.DataVolume;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What former times of this appliance left in the engine ({@code control-panel.md} 10.4): volumes with our label that hold no
 * data in force, and images that containers of ours were made from and are not any more. Only looks; what goes is named by
 * somebody.
 */
public final class Leftovers {

    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    private final ContainerRuntime runtime;
    private final String instanceId;
    private final Map<String, String> used;
    private final Set<String> wanted;

    /** An image that no container of ours is made from any more. */
    public record OldImage(String id, String name, long bytes) {}

    /** All of it. */
    public record Found(List<DataVolume> volumes, List<OldImage> images) {
        public Found {
            volumes = List.copyOf(volumes);
            images = List.copyOf(images);
        }

        public boolean isEmpty() {
            return volumes.isEmpty() && images.isEmpty();
        }
    }

    /**
     * @param used images that containers of ours were ever made from, by id, with their names
     * @param wanted references of images that the settings name
     */
    public Leftovers(ContainerRuntime runtime, String instanceId, Map<String, String> used, Set<String> wanted) {
        this.runtime = runtime;
        this.instanceId = instanceId;
        this.used = Map.copyOf(used);
        this.wanted = Set.copyOf(wanted);
    }

    /** @param volumes of this appliance. Measuring them can take long */
    public Found find(DataVolumes volumes) throws InterruptedException {
        return new Found(
                volumes.list().stream().filter(volume -> !volume.current()).toList(), images());
    }

    private List<OldImage> images() {
        Set<String> present = runtime.containers(Labels.INSTANCE, instanceId).stream()
                .map(Container::imageId)
                .collect(Collectors.toSet());
        wanted.stream()
                .flatMap(reference -> runtime.image(reference).stream())
                .map(Image::id)
                .forEach(present::add);
        var old = new ArrayList<OldImage>();
        used.forEach((id, name) -> {
            if (!present.contains(id)) {
                runtime.image(id).ifPresent(image -> old.add(new OldImage(id, name, image.bytes())));
            }
        });
        old.sort(Comparator.comparing(OldImage::name));
        return old;
    }

    /**
     * Removes one image.
     *
     * @param image its name or id, as {@link #find} tells it
     * @return the one that is gone
     * @throws NotFound when it is none of ours that is out of use
     * @throws Conflict while a container of somebody else is made from it
     */
    public OldImage remove(String image) {
        OldImage old = images().stream()
                .filter(one -> one.id().equals(image) || one.name().equals(image))
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        "No container of this appliance was made from an image " + image + " that is out of use now."));
        try {
            runtime.removeImage(old.id());
        } catch (EngineException failed) {
            if (failed.kind() == EngineException.Kind.CONFLICT) {
                throw new Conflict("The image " + old.name()
                        + " stays: a container that is not ours is made from it. The engine says: " + failed.text());
            }
            throw failed;
        }
        log.info("Removed the image {} on request.", old.name());
        return old;
    }
}
