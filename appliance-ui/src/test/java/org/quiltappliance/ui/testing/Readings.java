package org.quiltappliance.ui.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Heap;
import org.quiltappliance.server.monitoring.HistoryPoint;
import org.quiltappliance.server.monitoring.Latency;
import org.quiltappliance.server.monitoring.MetricsHistory;
import org.quiltappliance.server.monitoring.MetricsReading;
import org.quiltappliance.server.monitoring.PlaceSpace;
import org.quiltappliance.server.monitoring.PoolState;
import org.quiltappliance.server.monitoring.SeenClient;
import org.quiltappliance.server.monitoring.Traffic;

/** Figures as an appliance gives them. */
public final class Readings {

    private Readings() {}

    private static Latency latency(long requests) {
        return new Latency(requests, Duration.ofNanos(4_200_000), Duration.ofMillis(31), Duration.ofMillis(1_120));
    }

    private static HistoryPoint point(Instant at, double requests) {
        return new HistoryPoint(at, requests, latency(100), 0, 0, 0, 0, 2, 212e6, 3, 0);
    }

    /** Of a registry with much to do. */
    public static MetricsReading busy() {
        var recent = new ArrayList<HistoryPoint>();
        for (int i = 180; i > 0; i--) {
            if (i < 60 || i > 75) { // it was stopped for a while
                double requests = 9 + 6 * Math.sin(i / 9.0) + 3 * Math.sin(i / 2.3);
                recent.add(point(Snapshots.NOON.minusSeconds(5L * i), Math.max(0, requests)));
            }
        }
        return reading(
                Optional.of(new Traffic(12.44, latency(3_700), Latency.NONE, 0, 0.2, 1_300_000, 24_000_000, 3, 1)),
                recent);
    }

    /** Of one that is not running. */
    public static MetricsReading stopped() {
        return reading(Optional.empty(), List.of());
    }

    private static SeenClient client(Optional<String> user, Duration ago) {
        return new SeenClient("quilt-cli/2.9.15", "127.0.0.1", user, Snapshots.NOON.minus(ago));
    }

    /** With that traffic and those points. */
    public static MetricsReading reading(Optional<Traffic> traffic, List<HistoryPoint> recent) {
        return new MetricsReading(
                Snapshots.NOON,
                traffic,
                new Heap(212_000_000, OptionalLong.of(96_000_000), 1_024_000_000),
                traffic.map(running -> new PoolState(3, 7, 0, 10, Duration.ZERO)),
                List.of(
                        new PlaceSpace("home", Path.of("/home"), new DiskSpace(184_000_000_000L, 466_000_000_000L)),
                        new PlaceSpace(
                                "backups", Path.of("/home/b"), new DiskSpace(184_000_000_000L, 466_000_000_000L))),
                List.of(),
                traffic.map(running -> List.of(
                                client(Optional.of("ana"), Duration.ofMinutes(2)),
                                client(Optional.empty(), Duration.ofMinutes(5))))
                        .orElse(List.of()),
                new MetricsHistory(recent, List.of()));
    }
}
