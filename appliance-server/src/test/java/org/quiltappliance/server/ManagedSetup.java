package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.quiltappliance.server.containers.Container;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.DataVolumes;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;

/** A home folder in persistent mode with containers of its own on a real engine, of which nothing is left afterwards. */
abstract class ManagedSetup extends PersistentSetup {

    ContainerRuntime engine;

    @BeforeEach
    void settle() {
        engine = DockerEngine.connect();
        environment.put("APPLIANCE_DOCKER_HOST", DockerEngine.endpoint().uri().toString());
        environment.put("APPLIANCE_DB_IMAGE", LocalImages.POSTGRES);
        environment.put("APPLIANCE_STORE_IMAGE", LocalImages.MINIO);
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        closeAll();
        leaveNothingBehindOf(home);
        engine.close();
    }

    /** Nothing may use it any more. */
    void leaveNothingBehindOf(Home which) throws Exception {
        String instance = instance(which);
        for (Container container : engine.containers(Labels.INSTANCE, instance)) {
            engine.stop(container.id(), Duration.ZERO);
            engine.remove(container.id());
        }
        var volumes = new DataVolumes(engine, instance, "My registry", Set.of());
        for (var volume : volumes.list()) {
            volumes.remove(volume.name(), "My registry delete", true, true);
        }
        for (String suffix : List.of("", "-2")) {
            String network = "quilt-appliance-" + instance + suffix;
            if (engine.network(network).isPresent()) {
                engine.removeNetwork(network);
            }
        }
    }

    String instance() throws IOException {
        return instance(home);
    }

    private static String instance(Home home) throws IOException {
        return Instance.read(home).map(Instance::id).orElse("none");
    }

    ContainerService desk() {
        return new ContainerService(source(), new Redaction(), Clock.systemUTC());
    }
}
