package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.containers.DataVolumes;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.Leftovers;
import org.quiltappliance.server.containers.Leftovers.Found;
import org.quiltappliance.server.containers.Leftovers.OldImage;
import org.quiltappliance.server.containers.docker.DockerFinding;
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
    private final Function<Optional<String>, DockerFinding> engines;

    public LeftoverService(SettingsSource source, Redaction redaction, Clock clock) {
        this(source, redaction, clock, Backing::search);
    }

    /** @param engines finds a container engine, by the setting that names one */
    LeftoverService(
            SettingsSource source,
            Redaction redaction,
            Clock clock,
            Function<Optional<String>, DockerFinding> engines) {
        this.engines = engines;
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
        if (known.isEmpty() || known.get().hadNoContainer()) {
            return Optional.empty();
        }
        var instance = known.get();
        var config = config();
        try (var backing = connect(config)) {
            var volumes = new DataVolumes(
                    backing.runtime(), instance.id(), config.name(), Backing.volumesInForce(config, instance));
            return Optional.of(leftovers(backing, instance).find(volumes));
        } catch (EngineException failed) {
            throw new Unavailable("The container engine did not answer: " + failed.text(), failed);
        }
    }

    /** Removes one image that is out of use, if nobody else uses it. */
    public OldImage removeImage(String image) throws IOException {
        var instance = Instance.read(source.home())
                .filter(known -> !known.hadNoContainer())
                .orElseThrow(() -> new Conflict("This appliance never had a container, so no image is its own."));
        try (var backing = connect(config())) {
            OldImage gone = leftovers(backing, instance).remove(image);
            instance.withoutImage(gone.id()).write(source.home());
            return gone;
        } catch (EngineException failed) {
            throw new Unavailable("The container engine did not remove it: " + failed.text(), failed);
        }
    }

    private static Leftovers leftovers(Backing backing, Instance instance) {
        var wanted = backing.services().wantedImages().stream()
                .map(image -> image.reference().toString())
                .collect(Collectors.toSet());
        return new Leftovers(backing.runtime(), instance.id(), Map.copyOf(instance.images()), wanted);
    }

    private Backing connect(ApplianceConfig config) throws IOException {
        source.secrets().forEach(redaction::hide);
        return Backing.connect(engines, config, source.home(), redaction, clock);
    }

    private ApplianceConfig config() {
        var reading = source.glance();
        return reading.config()
                .orElseThrow(() -> new ProblemException(new Problems(clock).configInvalid(reading.problems())));
    }
}
