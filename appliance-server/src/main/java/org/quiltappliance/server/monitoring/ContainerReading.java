package org.quiltappliance.server.monitoring;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A container of ours, as its engine was last asked.
 *
 * @param name of the container
 * @param state whether and how it runs, in the engine's word, such as {@code running}
 * @param restarts how often it was started again because it had ended, by the engine since it was made or by us in this run
 * @param memoryBytes it uses, without what could be given back at once; empty when it does not run
 * @param memoryLimitBytes it may use; empty when unknown
 * @param processors it kept busy in the second before; 1.0 is one whole processor; empty when unknown
 */
public record ContainerReading(
        String name,
        String state,
        int restarts,
        OptionalLong memoryBytes,
        OptionalLong memoryLimitBytes,
        OptionalDouble processors) {}
