package org.quiltappliance.server.containers;

/**
 * A container, of whomever, that holds a port of this computer.
 *
 * @param image it was made from, as its owner wrote it
 */
public record Publisher(String container, String image) {}
