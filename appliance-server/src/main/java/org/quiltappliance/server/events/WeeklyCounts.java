package org.quiltappliance.server.events;

import java.time.Instant;
import java.util.List;

/**
 * How often something happened in each of the last 52 weeks (registry-api.md 2.5.10).
 *
 * @param start midnight UTC of the Monday that begins the oldest week
 * @param end midnight UTC of the Monday after the current week
 * @param counts oldest week first
 * @param total of all times, older ones included
 */
public record WeeklyCounts(Instant start, Instant end, List<Long> counts, long total) {
    public WeeklyCounts {
        counts = List.copyOf(counts);
    }
}
