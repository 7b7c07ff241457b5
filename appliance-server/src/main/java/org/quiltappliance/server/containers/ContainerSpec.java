package org.quiltappliance.server.containers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container to be made. Its log is limited, and it gets no rights beyond those it starts with.
 *
 * @param image reference or id
 * @param command for the image's entry point; empty for the image's own
 * @param volumes names of volumes by the folder they are mounted at
 * @param network name of the network to join, or {@link #NO_NETWORK}
 * @param sharedMemoryBytes size of {@code /dev/shm}; 0 for the engine's default
 */
public record ContainerSpec(
        String name,
        String image,
        List<String> command,
        Map<String, String> environment,
        Map<String, String> labels,
        Map<String, String> volumes,
        List<Port> ports,
        String network,
        Optional<HealthCheck> health,
        Restart restart,
        Optional<String> stopSignal,
        long sharedMemoryBytes) {

    /** Instead of a network's name: none at all. */
    public static final String NO_NETWORK = "none";

    /** Size of one file of a container's log. */
    public static final String LOG_FILE_SIZE = "10m";

    /** How many files of its log a container keeps. */
    public static final String LOG_FILES = "3";

    /**
     * A port to publish, on this computer's loopback address only ({@code control-panel.md} CM-6).
     *
     * @param hostPort 0 for any that is free
     */
    public record Port(int hostPort, int containerPort) {}

    /** A command that tells whether the container is well. */
    public record HealthCheck(List<String> command, Duration interval, Duration timeout, int retries) {
        public HealthCheck {
            command = List.copyOf(command);
        }
    }

    /** What the engine does when the container ends. */
    public enum Restart {
        /** Nothing: we watch it. */
        NO,
        /** Starts it again, also after the computer was restarted, unless it was told to stop. */
        UNLESS_STOPPED
    }

    public ContainerSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        labels = Map.copyOf(labels);
        volumes = Map.copyOf(volumes);
        ports = List.copyOf(ports);
    }

    /** One without anything special, network included. */
    public static ContainerSpec of(String name, String image) {
        return new ContainerSpec(
                name,
                image,
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                NO_NETWORK,
                Optional.empty(),
                Restart.NO,
                Optional.empty(),
                0);
    }
}
