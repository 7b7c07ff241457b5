package org.quiltappliance.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quiltappliance.server.inventory.Room;
import org.quiltappliance.server.monitoring.DiskSpace;

/**
 * Where data are and how much room they take ({@code control-panel.md} 13.5).
 *
 * @param measured when; empty when that was never done
 * @param live whether it was done now, or when the registry ran last
 * @param database where the rows are
 * @param databaseBytes empty when that is not known, as of one in memory
 * @param store where the objects are
 * @param objects how many packages name, each package's counted
 * @param objectBytes of these, unpacked
 * @param disk that fills up first, where it is one that can be measured
 * @param growth bytes a day; empty until two days have been measured, and in test mode
 * @param owners who takes the most room, the largest first
 * @param packages that take the most room, the largest first
 */
public record StorageUsage(
        Optional<Instant> measured,
        boolean live,
        Where database,
        OptionalLong databaseBytes,
        Where store,
        OptionalLong objects,
        OptionalLong objectBytes,
        Optional<Disk> disk,
        OptionalLong growth,
        List<Room> owners,
        List<Room> packages) {

    public StorageUsage {
        owners = List.copyOf(owners);
        packages = List.copyOf(packages);
    }

    /**
     * A place of data.
     *
     * @param what serves it, such as {@code PostgreSQL 17.10}
     * @param place for people; without secrets
     */
    public record Where(String what, String place) {}

    /** A disk. @param name a folder on it, or what people call it */
    public record Disk(String name, DiskSpace space) {

        /** In how many days it is full if that goes on; empty when it does not fill up. */
        public OptionalLong daysLeft(OptionalLong bytesPerDay) {
            return bytesPerDay.isEmpty() || bytesPerDay.getAsLong() <= 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(space.free() / bytesPerDay.getAsLong());
        }
    }
}
