package org.quiltappliance.server.containers;

/**
 * Something that happened to a container.
 *
 * @param action as the engine names it: {@code start}, {@code die}, {@code destroy} and so on; health probes are left out
 */
public record EngineEvent(String containerId, String containerName, String action) {}
