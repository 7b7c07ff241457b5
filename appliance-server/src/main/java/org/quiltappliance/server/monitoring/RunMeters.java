package org.quiltappliance.server.monitoring;

import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Where the figures of one run of the registry are read.
 *
 * @param openRequests how many have begun and not ended
 * @param pool the database's pool; empty while it is not open
 */
public record RunMeters(TrafficMeter traffic, IntSupplier openRequests, Supplier<Optional<PoolState>> pool) {}
