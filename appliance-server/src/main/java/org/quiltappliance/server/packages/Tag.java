package org.quiltappliance.server.packages;

import org.quiltappliance.server.contents.Hash;

/** A movable name of a revision. */
public record Tag(String name, Hash hash) {}
