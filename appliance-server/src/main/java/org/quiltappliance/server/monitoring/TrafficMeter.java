package org.quiltappliance.server.monitoring;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counts what one run of the registry does for its clients. For all threads; nothing here waits, and nothing is allocated
 * for a request, except now and then for a client that is new ({@code control-panel.md} ME-1). All counts only grow: what
 * happened in a while is for {@link Sampler} to find out.
 */
public final class TrafficMeter {

    /** What a request is for. */
    public enum Kind {
        /** The registry's interface and pages. */
        REGISTRY,
        /** An object. */
        OBJECT,
        /** Pages and files of the catalog: their time says nothing of the registry. */
        CATALOG
    }

    private final LongAdder requests = new LongAdder();
    private final LongAdder serverErrors = new LongAdder();
    private final LongAdder clientErrors = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder uploads = new LongAdder();
    private final LatencyHistogram registry = new LatencyHistogram();
    private final LatencyHistogram objects = new LatencyHistogram();
    private final RecentClients clients;
    private volatile Totals beginning = Totals.none();

    public TrafficMeter(Clock clock) {
        this(clock, System::nanoTime);
    }

    TrafficMeter(Clock clock, LongSupplier nanos) {
        clients = new RecentClients(clock, nanos);
    }

    /**
     * The registry is ready for clients: what was counted until now is no traffic of theirs, but what the registry tried
     * for itself, and what it refused because it was not ready.
     */
    public void begin() {
        beginning = totals();
    }

    /** A request has ended. @param nanos it took */
    public void ended(Kind kind, int status, long nanos) {
        requests.increment();
        if (status >= 500) {
            serverErrors.increment();
        } else if (status >= 400 && status != 401 && status != 404) {
            clientErrors.increment();
        }
        switch (kind) {
            case REGISTRY -> registry.record(nanos);
            case OBJECT -> objects.record(nanos);
            case CATALOG -> {}
        }
    }

    /**
     * Somebody has asked; counts as a client if it calls itself one.
     *
     * @param user who is signed in, empty for nobody
     */
    public void seen(String agent, InetSocketAddress address, String user) {
        clients.seen(agent, address, user);
    }

    /** So many bytes of an object came. */
    public void received(long bytes) {
        bytesIn.add(bytes);
    }

    /** So many bytes of an object went. */
    public void sent(long bytes) {
        bytesOut.add(bytes);
    }

    /** To be followed by {@link #uploadEnded()}, whatever becomes of it. */
    public void uploadBegun() {
        uploads.increment();
    }

    public void uploadEnded() {
        uploads.decrement();
    }

    int uploads() {
        return Math.max(uploads.intValue(), 0);
    }

    RecentClients clients() {
        return clients;
    }

    Counts counts() {
        return new Counts(requests.sum(), serverErrors.sum(), clientErrors.sum(), bytesIn.sum(), bytesOut.sum());
    }

    Latencies latencies() {
        return new Latencies(registry.copy(), objects.copy());
    }

    Totals totals() {
        return new Totals(counts(), latencies());
    }

    /** What was counted when it was ready for clients. */
    Totals beginning() {
        return beginning;
    }

    /** All that was counted, at one moment. */
    record Totals(Counts counts, Latencies latencies) {
        static Totals none() {
            return new Totals(Counts.NONE, Latencies.none());
        }
    }

    /** Sums. */
    record Counts(long requests, long serverErrors, long clientErrors, long bytesIn, long bytesOut) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);
    }

    /** Copies of both histograms. */
    record Latencies(int[] registry, int[] objects) {
        static Latencies none() {
            return new Latencies(LatencyHistogram.nothing(), LatencyHistogram.nothing());
        }
    }
}
