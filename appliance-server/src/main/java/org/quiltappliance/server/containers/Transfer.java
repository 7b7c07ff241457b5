package org.quiltappliance.server.containers;

/**
 * How far a download or a load is.
 *
 * @param total what is known of by now, which can grow; 0 while unknown
 */
public record Transfer(long bytes, long total) {}
