package org.quiltappliance.server.packages;

import org.quiltappliance.server.contents.Hash;

/** A fixed name of a revision, with its place in an order. */
public record Version(VersionString version, Hash hash) {}
