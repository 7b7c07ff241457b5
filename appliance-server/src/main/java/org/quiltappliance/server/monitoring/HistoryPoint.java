package org.quiltappliance.server.monitoring;

import java.time.Instant;

/**
 * One point of a chart: a span that begins at a whole multiple of the chart's step. Numbers are means over the span.
 *
 * @param at when the span begins
 * @param requestsPerSecond as in {@link Traffic}
 * @param registry the five minutes before the end of the span
 * @param serverErrorsPerMinute as in {@link Traffic}
 * @param clientErrorsPerMinute as in {@link Traffic}
 * @param bytesInPerSecond as in {@link Traffic}
 * @param bytesOutPerSecond as in {@link Traffic}
 * @param openRequests how many
 * @param heapUsed bytes
 * @param poolActive connections in use
 * @param poolWaiting threads that wait for one
 */
public record HistoryPoint(
        Instant at,
        double requestsPerSecond,
        Latency registry,
        double serverErrorsPerMinute,
        double clientErrorsPerMinute,
        double bytesInPerSecond,
        double bytesOutPerSecond,
        double openRequests,
        double heapUsed,
        double poolActive,
        double poolWaiting) {}
