package org.quiltappliance.server.monitoring;

import java.time.Duration;
import java.util.List;

/**
 * What charts show ({@code control-panel.md} ME-2), oldest first. A span without a point is a gap and must be drawn as one:
 * the registry did not run then, or the computer slept. The span that has not ended is not among them.
 *
 * @param recent the last 15 minutes, a point for each {@link #RECENT_STEP}
 * @param day the last 24 hours, a point for each {@link #DAY_STEP}
 */
public record MetricsHistory(List<HistoryPoint> recent, List<HistoryPoint> day) {

    public static final Duration RECENT_STEP = Duration.ofSeconds(5);
    public static final Duration RECENT_SPAN = Duration.ofMinutes(15);
    public static final Duration DAY_STEP = Duration.ofMinutes(5);
    public static final Duration DAY_SPAN = Duration.ofHours(24);

    public MetricsHistory {
        recent = List.copyOf(recent);
        day = List.copyOf(day);
    }
}
