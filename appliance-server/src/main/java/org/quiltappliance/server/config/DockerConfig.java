package org.quiltappliance.server.config;

import java.util.Optional;

/**
 * How containers are handled.
 *
 * @param host the engine to use instead of the one that is found (APPLIANCE_DOCKER_HOST)
 * @param keepContainers whether containers go on running when the appliance ends (APPLIANCE_KEEP_CONTAINERS)
 */
public record DockerConfig(Optional<String> host, boolean keepContainers) {

    /** Whatever engine is found, and nothing left running. */
    public static final DockerConfig STANDARD = new DockerConfig(Optional.empty(), false);
}
