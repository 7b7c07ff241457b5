package org.quiltappliance.server.containers;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a container takes of the computer.
 *
 * @param restarts by the engine, since the container was made
 * @param memoryBytes in use, without cached files that nobody uses; empty when it does not run, or the engine cannot tell
 * @param memoryLimitBytes it may use, as far as the engine knows
 * @param processors kept busy, over about a second; 1.0 is one whole processor
 */
public record ContainerUsage(
        Container.State state,
        int restarts,
        OptionalLong memoryBytes,
        OptionalLong memoryLimitBytes,
        OptionalDouble processors) {}
