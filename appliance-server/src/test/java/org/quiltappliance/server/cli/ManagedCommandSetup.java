package org.quiltappliance.server.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.quiltappliance.server.containers.Container;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.DataVolumes;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.testing.DockerEngine;

/** As {@link CommandSetup}, with containers on a real engine, of which nothing is left afterwards. */
abstract class ManagedCommandSetup extends CommandSetup {

    ContainerRuntime engine;

    @BeforeEach
    void connect() {
        engine = DockerEngine.connect();
        environment.put("APPLIANCE_DOCKER_HOST", DockerEngine.endpoint().uri().toString());
    }

    Instance instance() throws IOException {
        return Instance.read(home).orElseThrow();
    }

    /** How everything of ours is called; what it is follows. */
    String names() throws IOException {
        return "quilt-appliance-" + instance().id();
    }

    void removeVolume(String volume) throws IOException {
        new DataVolumes(engine, instance().id(), "My registry", Set.of())
                .remove(volume, "My registry delete", true, true);
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        killAll();
        if (Instance.read(home).isPresent()) {
            removeAllOfOurs();
        }
        engine.close();
    }

    private void removeAllOfOurs() throws IOException, InterruptedException {
        for (Container container : engine.containers(Labels.INSTANCE, instance().id())) {
            engine.stop(container.id(), Duration.ZERO);
            engine.remove(container.id());
        }
        for (var volume : engine.volumes(Labels.INSTANCE, instance().id())) {
            removeVolume(volume.name());
        }
        for (String suffix : List.of("", "-2")) {
            if (engine.network(names() + suffix).isPresent()) {
                engine.removeNetwork(names() + suffix);
            }
        }
    }
}
