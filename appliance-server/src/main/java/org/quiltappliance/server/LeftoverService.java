package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.containers.DataVolumes;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.Leftovers;
import org.quiltappliance.server.containers.Leftovers.Found;
import org.quiltappliance.server.containers.Leftovers.OldImage;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.monitoring.Redaction;

/** What an administrator does with volumes and images of ours that are out of use ({@code control-panel.md} 10.4). */
public final class LeftoverService {

    private final SettingsSource source;
    private final Redaction redaction;
    private final Clock clock;

    public LeftoverService(SettingsSource source, Redaction redaction, Clock clock) {
        this.source = source;
        this.redaction = redaction;
        this.clock = clock;
    }

    /**
     * Looks for them; also when the settings keep no data in containers any more.
     *
     * @return nothing when this appliance never had a container
     * @throws ProblemException when the engine cannot be used
     */
    public Optional<Found> find() throws IOException, InterruptedException {
        Optional<Instance> known = Instance.read(source.home());
        if (known.isEmpty() || hadNoContainer(known.get())) {
            return Optional.empty();
        }
        var instance = known.get();
        var config = config();
        try (var backing = connect(config)) {
            var volumes = new DataVolumes(
                    backing.runtime(),
                    instance.id(),
                    config.name(),
                    Set.copyOf(instance.volumes().values()));
            return Optional.of(leftovers(backing, instance).find(volumes));
        } catch (EngineException failed) {
            throw new Unavailable("The container engine did not answer: " + failed.text(), failed);
        }
    }

    /** Removes one image that is out of use, if nobody else uses it. */
    public OldImage removeImage(String image) throws IOException {
        var instance = Instance.read(source.home())
                .filter(known -> !hadNoContainer(known))
                .orElseThrow(() -> new Conflict("This appliance never had a container, so no image is its own."));
        try (var backing = connect(config())) {
            OldImage gone = leftovers(backing, instance).remove(image);
            instance.withoutImage(gone.id()).write(source.home());
            return gone;
        } catch (EngineException failed) {
            throw new Unavailable("The container engine did not remove it: " + failed.text(), failed);
        }
    }

    private static boolean hadNoContainer(Instance instance) {
        return instance.volumes().isEmpty() && instance.images().isEmpty();
    }

    private static Leftovers leftovers(Backing backing, Instance instance) {
        var wanted = backing.services().wantedImages().stream()
                .map(image -> image.reference().toString())
                .collect(Collectors.toSet());
        return new Leftovers(backing.runtime(), instance.id(), Map.copyOf(instance.images()), wanted);
    }

    private Backing connect(ApplianceConfig config) throws IOException {
        source.secrets().forEach(redaction::hide);
        return Backing.connect(config, source.home(), redaction, clock);
    }

    private ApplianceConfig config() {
        var reading = source.glance();
        return reading.config()
                .orElseThrow(() -> new ProblemException(new Problems(clock).configInvalid(reading.problems())));
    }
}
