package org.quiltappliance.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.ExecResult;
import org.quiltappliance.server.containers.Role;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The disk where an engine keeps volumes: measured directly where it is one of this computer, else from inside of a
 * container, as an engine in a virtual machine has a disk of its own. For one thread at a time.
 */
final class VolumeDisk {

    private static final Logger log = LoggerFactory.getLogger(VolumeDisk.class);

    /** Each look from inside starts a program there. */
    private static final Duration BETWEEN_LOOKS_INSIDE = Duration.ofMinutes(1);

    private static final String DATA = "/var/lib/postgresql";
    private static final String NAME = "the disk of Docker";
    private static final int KIBIBYTE = 1024;

    private final Backing backing;
    private final DiskSpace.Gauge disks;
    private final Clock clock;
    private Optional<DataSteps.Disk> last = Optional.empty();
    private Instant looked = Instant.MIN;

    VolumeDisk(Backing backing, DiskSpace.Gauge disks, Clock clock) {
        this.backing = backing;
        this.disks = disks;
        this.clock = clock;
    }

    /** Empty when it cannot be told; that the engine is away is told elsewhere. */
    synchronized Optional<DataSteps.Disk> measure() throws IOException, InterruptedException {
        try {
            Optional<Path> folder = backing.dataFolder();
            if (folder.isPresent()) {
                return Optional.of(new DataSteps.Disk(folder.get().toString(), disks.of(folder.get())));
            }
            if (looked.plus(BETWEEN_LOOKS_INSIDE).isBefore(clock.instant())) {
                last = inside();
                looked = clock.instant();
            }
        } catch (EngineException away) {
            log.debug("The disk of the engine cannot be looked at now", away);
        }
        return last;
    }

    private Optional<DataSteps.Disk> inside() throws InterruptedException {
        Optional<String> container = backing.container(Role.POSTGRES);
        if (container.isEmpty()) {
            return Optional.empty();
        }
        ExecResult said = backing.runtime().exec(container.get(), "postgres", List.of("df", "-Pk", DATA));
        return said.exitCode() == 0
                ? space(said.output()).map(space -> new DataSteps.Disk(NAME, space))
                : Optional.empty();
    }

    /** The second line of {@code df -P}: file system, blocks, used, available, share, place. */
    static Optional<DiskSpace> space(String output) {
        List<String> lines = output.lines().toList();
        String[] columns =
                lines.size() < 2 ? new String[0] : lines.get(1).strip().split("\\s+");
        return columns.length < 6 || !columns[1].matches("\\d{1,15}") || !columns[3].matches("\\d{1,15}")
                ? Optional.empty()
                : Optional.of(
                        new DiskSpace(Long.parseLong(columns[3]) * KIBIBYTE, Long.parseLong(columns[1]) * KIBIBYTE));
    }
}
