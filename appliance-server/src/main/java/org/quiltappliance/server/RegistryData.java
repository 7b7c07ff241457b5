package org.quiltappliance.server;

import org.quiltappliance.server.backup.DataLock;
import org.quiltappliance.server.backup.Place;

/** What long tasks work on: rows and objects of one registry, both open, and the lock that keeps tasks apart. */
public record RegistryData(Place place, DataLock lock) {}
