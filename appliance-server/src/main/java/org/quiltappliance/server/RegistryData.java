package org.quiltappliance.server;

import org.quiltappliance.server.backup.DataLock;
import org.quiltappliance.server.backup.Place;
import org.quiltappliance.server.packages.LatestListener;

/**
 * What long tasks work on: rows and objects of one registry, both open, and the lock that keeps tasks apart.
 *
 * @param listener to be told of packages that a task changes, so that they are found
 */
public record RegistryData(Place place, DataLock lock, LatestListener listener) {}
