package org.quiltappliance.server.containers;

/**
 * How a command in a container ended.
 *
 * @param output what it wrote, to either stream
 */
public record ExecResult(long exitCode, String output) {}
