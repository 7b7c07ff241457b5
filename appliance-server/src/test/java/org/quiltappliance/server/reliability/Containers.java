package org.quiltappliance.server.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.DataVolumes;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.containers.docker.DockerEndpoint;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.testing.LocalImages;

/** What the containers of an appliance under test are made of, and their end. */
public final class Containers {

    private Containers() {}

    /** Settings for an appliance that runs its containers there. */
    public static Map<String, String> settings(DockerEndpoint engine) {
        return new HashMap<>(Map.of(
                "APPLIANCE_DOCKER_HOST", engine.uri().toString(),
                "APPLIANCE_DB_IMAGE", LocalImages.POSTGRES,
                "APPLIANCE_STORE_IMAGE", LocalImages.MINIO));
    }

    /** Removes everything outside of its folder that belongs to that appliance, which must not run any more. */
    public static void remove(ContainerRuntime engine, Home home) {
        try {
            var known = Instance.read(home);
            if (known.isPresent()) {
                remove(engine, known.get().id());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static void remove(ContainerRuntime engine, String instance) throws InterruptedException {
        for (var container : engine.containers(Labels.INSTANCE, instance)) {
            engine.stop(container.id(), Duration.ZERO);
            engine.remove(container.id());
        }
        var volumes = new DataVolumes(engine, instance, "My registry", Set.of());
        for (var volume : volumes.list()) {
            volumes.remove(volume.name(), "My registry delete", true, true);
        }
        String network = "quilt-appliance-" + instance;
        if (engine.network(network).isPresent()) {
            engine.removeNetwork(network);
        }
    }
}
