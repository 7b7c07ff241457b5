package org.quiltappliance.server;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.containers.docker.DockerFinding;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Redaction;

/**
 * What an {@link ApplianceService} works with.
 *
 * @param factory makes the parts of each run
 * @param disks measures disks
 * @param pause between two looks at the disk
 * @param pulse between two looks at database and storage
 * @param redaction learns the secrets of each run
 * @param settled hears of the settings of each start, good or not
 * @param newAdministrator hears of the first account of a new registry; must show its password once
 * @param engines finds a container engine, by the setting that names one
 */
public record ServiceParts(
        Function<ApplianceConfig, ? extends Registry> factory,
        DiskSpace.Gauge disks,
        Duration pause,
        Duration pulse,
        Redaction redaction,
        Consumer<EffectiveSettings> settled,
        Consumer<NewAdministrator> newAdministrator,
        Clock clock,
        Function<Optional<String>, DockerFinding> engines) {

    /** With the container engines of this computer. */
    public ServiceParts(
            Function<ApplianceConfig, ? extends Registry> factory,
            DiskSpace.Gauge disks,
            Duration pause,
            Duration pulse,
            Redaction redaction,
            Consumer<EffectiveSettings> settled,
            Consumer<NewAdministrator> newAdministrator,
            Clock clock) {
        this(factory, disks, pause, pulse, redaction, settled, newAdministrator, clock, Backing::search);
    }

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(5);

    /** With the real disks and the real time. */
    public static ServiceParts real(
            Function<ApplianceConfig, ? extends Registry> factory,
            Redaction redaction,
            Consumer<EffectiveSettings> settled,
            Consumer<NewAdministrator> newAdministrator) {
        return new ServiceParts(
                factory,
                DiskSpace::of,
                BETWEEN_LOOKS,
                BETWEEN_BEATS,
                redaction,
                settled,
                newAdministrator,
                Clock.systemUTC());
    }
}
