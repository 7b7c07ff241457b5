package org.quiltappliance.server.lifecycle;

/**
 * How much a registry holds ({@code control-panel.md} MD-2).
 *
 * @param objects that packages name, each package's counted
 * @param bytes of these
 */
public record StoredCounts(long packages, long revisions, long objects, long bytes, long users) {}
