package org.quiltappliance.server.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.checks.Check.Finding;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.lifecycle.DataProblems;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.monitoring.DiskSpace;

/** The checks before a start ({@code control-panel.md} section 7). */
public final class Checks {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final long DISK_NEEDED = 500 * MEBIBYTE;
    private static final long HEAP_WANTED = 256 * MEBIBYTE;
    private static final int OLDEST_YEAR = 2026;

    private final ApplianceConfig config;
    private final PortHolders holders;
    private final DiskSpace.Gauge disks;
    private final Problems problems;
    private final Clock clock;

    public Checks(ApplianceConfig config, DiskSpace.Gauge disks, Clock clock) {
        this(config, PortHolders.ofThisComputer(), disks, clock);
    }

    Checks(ApplianceConfig config, PortHolders holders, DiskSpace.Gauge disks, Clock clock) {
        this.config = config;
        this.holders = holders;
        this.disks = disks;
        this.problems = new Problems(clock);
        this.clock = clock;
    }

    /**
     * All of them.
     *
     * @param earlier the process of an earlier run of this home folder and its begin, if there may be one
     * @param running whether our own server holds the ports now
     * @param more checks of parts that this package does not know
     */
    public Preflight preflight(Optional<OwnProcess> earlier, boolean running, List<Check> more) {
        var http = config.http();
        var ours = earlier.map(process -> new PortCheck.Earlier(process.pid(), process.since()));
        var registry = new PortCheck(
                Settings.REGISTRY_PORT.name(),
                http.bind(),
                http.registryPort(),
                http.catalogPort(),
                holders,
                ours,
                problems);
        var catalog = new PortCheck(
                Settings.CATALOG_PORT.name(),
                http.bind(),
                http.catalogPort(),
                http.registryPort(),
                holders,
                ours,
                problems);
        var checks = new ArrayList<>(List.of(
                new Check("PF-1", "Home folder", new HomeCheck(config.home(), problems)::find),
                new Check("PF-2", "Port for clients", () -> port(registry, running)),
                new Check("PF-2", "Port for browsers", () -> port(catalog, running)),
                new Check("PF-5", "Disk", this::disk),
                new Check("PF-6", "Memory", Checks::memory),
                new Check("PF-7", "Addresses", new AddressCheck(http, Settings.BIND.name(), problems)::find),
                new Check("PF-8", "Clock", this::time),
                new Check("PF-9", "Encryption", new TlsCheck(http, clock, problems)::find)));
        if (config.database() instanceof DatabaseConfig.Postgres elsewhere) {
            var check = new DatabaseCheck(elsewhere, new DataProblems(clock));
            checks.add(new Check("PF-E1", "Database", check::find));
        }
        checks.addAll(more);
        return new Preflight(checks);
    }

    /** A process of ours that may still live. */
    public record OwnProcess(long pid, Instant since) {}

    private static Finding port(PortCheck check, boolean running) {
        return running ? Finding.skipped("This registry runs, and uses the port itself.") : check.find();
    }

    private Finding disk() throws IOException {
        Path folder = existing(config.disk());
        DiskSpace space = disks.of(folder);
        if (space.free() < DISK_NEEDED) {
            return Finding.fail(problems.diskTooSmall(folder, DISK_NEEDED, space.free()));
        }
        String free = space.free() / MEBIBYTE + " MB free for " + config.disk() + ".";
        return space.isFull() || space.isLow() ? Finding.warn("Only " + free) : Finding.ok(free);
    }

    private static Path existing(Path folder) {
        Path present = folder;
        while (!Files.exists(present) && present.getParent() != null) {
            present = present.getParent();
        }
        return present;
    }

    private static Finding memory() {
        long heap = Runtime.getRuntime().maxMemory();
        String text = "This program may use " + heap / MEBIBYTE + " MB.";
        return heap < HEAP_WANTED ? Finding.warn(text + " Large packages need more.") : Finding.ok(text);
    }

    private Finding time() {
        Instant now = clock.instant();
        return now.atZone(ZoneOffset.UTC).getYear() < OLDEST_YEAR
                ? Finding.fail(problems.clockWrong(now))
                : Finding.ok("The clock says " + now + ".");
    }
}
