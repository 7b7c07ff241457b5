package org.quiltappliance.server.containers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container as it is now.
 *
 * @param imageId of the image it was made from
 * @param exitCode of the last run; 0 while it never ran
 * @param startedAt when it was last started; empty while it never was
 * @param health what its health check says, if it has one and runs
 * @param bindings of its ports on this computer, while it runs
 * @param volumes names of mounted volumes by their folder
 */
public record Container(
        String id,
        String name,
        String imageId,
        State state,
        long exitCode,
        Optional<Instant> startedAt,
        Optional<Health> health,
        Map<String, String> labels,
        Map<String, String> environment,
        List<Binding> bindings,
        Map<String, String> volumes) {

    /** Whether and how it runs. */
    public enum State {
        CREATED,
        RUNNING,
        PAUSED,
        RESTARTING,
        REMOVING,
        EXITED,
        DEAD
    }

    /** What a health check found. */
    public enum Health {
        STARTING,
        HEALTHY,
        UNHEALTHY
    }

    /** A port of the container that can be reached at an address of this computer. */
    public record Binding(int containerPort, String hostAddress, int hostPort) {}

    public Container {
        labels = Map.copyOf(labels);
        environment = Map.copyOf(environment);
        bindings = List.copyOf(bindings);
        volumes = Map.copyOf(volumes);
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    /** The label's value, or an empty text. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }

    /** Where that port is reached on this computer; empty while it does not run. */
    public Optional<Binding> binding(int containerPort) {
        return bindings.stream()
                .filter(binding -> binding.containerPort() == containerPort)
                .findFirst();
    }
}
