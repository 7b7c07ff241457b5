package org.quiltappliance.server.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.checks.Check.Finding;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.lifecycle.DataProblems;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.monitoring.DiskSpace;

/** The checks before a start ({@code control-panel.md} section 7). */
public final class Checks {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final long GIBIBYTE = 1024 * MEBIBYTE;
    private static final long NEEDED = 500 * MEBIBYTE;
    private static final long NEEDED_BESIDE_CONTAINERS = 2 * GIBIBYTE;
    private static final long NEEDED_FOR_VOLUMES = 5 * GIBIBYTE;
    private static final long WANTED_FOR_VOLUMES = 10 * GIBIBYTE;
    private static final long HEAP_WANTED = 256 * MEBIBYTE;
    private static final int OLDEST_YEAR = 2026;

    /** For those that wait for another program. */
    private static final Duration WAITING = Duration.ofSeconds(8);

    private static final String OWN_PORT = "This registry runs, and uses the port itself.";

    private final ApplianceConfig config;
    private final PortHolders holders;
    private final DiskSpace.Gauge disks;
    private final Problems problems;
    private final Clock clock;
    private final long arriving;

    public Checks(ApplianceConfig config, DiskSpace.Gauge disks, Clock clock) {
        this(config, PortHolders.ofThisComputer(), disks, clock);
    }

    Checks(ApplianceConfig config, PortHolders holders, DiskSpace.Gauge disks, Clock clock) {
        this(config, holders, disks, clock, 0);
    }

    private Checks(ApplianceConfig config, PortHolders holders, DiskSpace.Gauge disks, Clock clock, long arriving) {
        this.arriving = arriving;
        this.config = config;
        this.holders = holders;
        this.disks = disks;
        this.problems = new Problems(clock);
        this.clock = clock;
    }

    /** The same when so many bytes are going to be copied to where the objects are. */
    public Checks withArriving(long bytes) {
        return new Checks(config, holders, disks, clock, bytes);
    }

    /**
     * What this package does not know of and others tell.
     *
     * @param publishers which containers hold ports
     * @param volumes the folder where an engine keeps volumes, when it is on a disk of this computer
     * @param engine checks of a container engine
     * @param services checks of other servers than the database
     */
    public record Others(PortPublishers publishers, VolumeFolder volumes, List<Check> engine, List<Check> services) {

        public static final Others NONE = new Others(PortPublishers.nobody(), Optional::empty, List.of(), List.of());

        public Others {
            engine = List.copyOf(engine);
            services = List.copyOf(services);
        }
    }

    /** Where an engine keeps volumes. */
    @FunctionalInterface
    public interface VolumeFolder {
        /** Empty when nothing is kept there, or not on a disk that this computer sees. May take some seconds. */
        Optional<Path> find() throws InterruptedException;
    }

    /** Those of this package, and more behind them. */
    public Preflight preflight(Optional<OwnProcess> earlier, boolean running, List<Check> more) {
        return preflight(earlier, running, new Others(PortPublishers.nobody(), Optional::empty, List.of(), more));
    }

    /**
     * All of them.
     *
     * @param earlier the process of an earlier run of this home folder and its begin, if there may be one
     * @param running whether our own server holds the ports now
     */
    public Preflight preflight(Optional<OwnProcess> earlier, boolean running, Others others) {
        var http = config.http();
        var ours = earlier.map(process -> new PortCheck.Earlier(process.pid(), process.since()));
        var registry = new PortCheck(
                Settings.REGISTRY_PORT.name(),
                http.bind(),
                http.registryPort(),
                http.catalogPort(),
                holders,
                others.publishers(),
                ours,
                problems);
        var catalog = new PortCheck(
                Settings.CATALOG_PORT.name(),
                http.bind(),
                http.catalogPort(),
                http.registryPort(),
                holders,
                others.publishers(),
                ours,
                problems);
        var checks = new ArrayList<>(List.of(
                new Check("PF-1", "Home folder", new HomeCheck(config.home(), problems)::find),
                new Check("PF-2", "Port for clients", () -> port(registry, running)),
                new Check("PF-2", "Port for browsers", () -> port(catalog, running)),
                new Check("PF-3", "Who holds the ports", () -> Finding.ok(registry.text() + " " + catalog.text())),
                new Check("PF-4", "Reserved ports", () -> reserved(List.of(registry, catalog))),
                new Check("PF-5", "Disk", WAITING, () -> disk(others.volumes())),
                new Check("PF-6", "Memory", Checks::memory),
                new Check("PF-7", "Addresses", new AddressCheck(http, Settings.BIND.name(), problems)::find),
                new Check("PF-8", "Clock", this::time),
                new Check("PF-9", "Encryption", new TlsCheck(http, clock, problems)::find)));
        checks.addAll(others.engine());
        checks.add(
                config.database() instanceof DatabaseConfig.Postgres elsewhere
                        ? new Check(
                                "PF-E1",
                                "Database",
                                WAITING,
                                new DatabaseCheck(elsewhere, new DataProblems(clock))::find)
                        : Check.skipped("PF-E1", "Database", "The database is not elsewhere."));
        checks.addAll(others.services());
        return new Preflight(checks);
    }

    /** A process of ours that may still live. */
    public record OwnProcess(long pid, Instant since) {}

    private static Finding port(PortCheck check, boolean running) {
        return running ? Finding.skipped(OWN_PORT) : check.find();
    }

    private static Finding reserved(List<PortCheck> ports) {
        Optional<ReservedPorts> reserved = ReservedPorts.ofThisComputer();
        if (reserved.isEmpty()) {
            return Finding.skipped("Only Windows reserves ports.");
        }
        var findings = ports.stream().map(port -> port.reserved(reserved.get())).toList();
        return findings.stream()
                .filter(finding -> finding.problem().isPresent())
                .findFirst()
                .orElseGet(() -> findings.get(0));
    }

    private Finding disk(VolumeFolder volumes) throws IOException, InterruptedException {
        Finding own = room(config.disk(), config.needsContainers() ? NEEDED_BESIDE_CONTAINERS : NEEDED + arriving);
        Optional<Path> folder = config.needsContainers() ? volumes.find() : Optional.empty();
        if (folder.isEmpty() || own.problem().isPresent()) {
            return own;
        }
        Finding theirs = room(folder.get(), NEEDED_FOR_VOLUMES + arriving);
        if (theirs.problem().isPresent()) {
            return theirs;
        }
        String text = own.detail() + " " + theirs.detail();
        boolean enough = own.outcome() == Outcome.OK
                && theirs.outcome() == Outcome.OK
                && disks.of(folder.get()).free() >= WANTED_FOR_VOLUMES + arriving;
        return enough ? Finding.ok(text) : Finding.warn(text);
    }

    private Finding room(Path wanted, long needed) throws IOException {
        Path folder = existing(wanted);
        DiskSpace space = disks.of(folder);
        if (space.free() < needed) {
            return Finding.fail(problems.diskTooSmall(folder, needed, space.free()));
        }
        String free = space.free() / MEBIBYTE + " MB free for " + wanted + ".";
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
