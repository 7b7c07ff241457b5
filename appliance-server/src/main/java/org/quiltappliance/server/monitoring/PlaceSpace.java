package org.quiltappliance.server.monitoring;

import java.nio.file.Path;

/**
 * The disk of a place that holds data.
 *
 * @param place what is there, for people: {@code home}, {@code objects} or {@code backups}
 * @param space of the disk that the folder is on; several places may share one
 */
public record PlaceSpace(String place, Path folder, DiskSpace space) {}
