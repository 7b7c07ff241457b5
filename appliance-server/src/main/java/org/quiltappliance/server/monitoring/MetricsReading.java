package org.quiltappliance.server.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the appliance is doing, in figures ({@code control-panel.md} section 17).
 *
 * @param at when it was taken
 * @param traffic what clients ask for; empty while the registry does not run
 * @param pool of the database; empty while it is not open
 * @param disks of the places that hold data on this computer
 * @param containers of ours, as far as the engine has answered; at most five seconds old while somebody watches
 * @param clients the last five, the last one first; of this run
 */
public record MetricsReading(
        Instant at,
        Optional<Traffic> traffic,
        Heap heap,
        Optional<PoolState> pool,
        List<PlaceSpace> disks,
        List<ContainerReading> containers,
        List<SeenClient> clients,
        MetricsHistory history) {

    public MetricsReading {
        disks = List.copyOf(disks);
        containers = List.copyOf(containers);
        clients = List.copyOf(clients);
    }
}
