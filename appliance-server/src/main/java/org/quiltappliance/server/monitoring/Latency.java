package org.quiltappliance.server.monitoring;

import java.time.Duration;

/**
 * How long requests took that ended in the last five minutes: from the last header of the request to the end of the answer,
 * bodies included. At most 5 % wrong.
 *
 * @param requests how many there were; without any the durations are zero and say nothing
 * @param p50 half of them took at most as long
 * @param p95 95 of 100 did
 * @param p99 99 of 100 did
 */
public record Latency(long requests, Duration p50, Duration p95, Duration p99) {

    public static final Latency NONE = new Latency(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
