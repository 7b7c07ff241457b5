package org.quiltappliance.server.monitoring;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The clients that were here last. A request of one that is known only compares, and notes the time once a second; one that
 * is new costs a few objects. While more than {@link #MOST} come within a second, the rest of them are not noted.
 */
final class RecentClients {

    static final int MOST = 16;

    /** How many are told of. */
    static final int SHOWN = 5;

    private static final String QUILT = "quilt-cli/";
    private static final int LONGEST_AGENT = 120;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Clock clock;
    private final LongSupplier nanos;
    private final AtomicReference<List<Entry>> known = new AtomicReference<>(List.of());

    /** @param nanos as {@link System#nanoTime()} */
    RecentClients(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    /** @param agentLength of the whole, which is not kept */
    private record Entry(
            String agent,
            int agentLength,
            InetSocketAddress address,
            String user,
            AtomicLong seenNanos,
            AtomicReference<Instant> seen) {

        boolean is(String itsAgent, InetSocketAddress itsAddress, String itsUser) {
            return isAt(itsAgent, itsAddress) && user.equals(itsUser);
        }

        /** Each connection has a port of its own. */
        boolean isAt(String itsAgent, InetSocketAddress itsAddress) {
            return agentLength == itsAgent.length() && itsAgent.startsWith(agent) && isSameHost(itsAddress);
        }

        private boolean isSameHost(InetSocketAddress other) {
            return address.getAddress() == null
                    ? other.getAddress() == null && address.getHostString().equals(other.getHostString())
                    : address.getAddress().equals(other.getAddress());
        }
    }

    /** @param user empty for nobody */
    void seen(String agent, InetSocketAddress address, String user) {
        if (!agent.startsWith(QUILT)) {
            return;
        }
        long now = nanos.getAsLong();
        List<Entry> all = known.get();
        for (int i = 0; i < all.size(); i++) {
            Entry entry = all.get(i);
            if (entry.is(agent, address, user)) {
                note(entry, now);
                return;
            }
        }
        if (hasRoom(all, now)) {
            add(agent, address, user, now);
        }
    }

    private static boolean hasRoom(List<Entry> all, long now) {
        if (all.size() < MOST) {
            return true;
        }
        for (int i = 0; i < all.size(); i++) {
            if (now - all.get(i).seenNanos.get() >= SECOND) {
                return true;
            }
        }
        return false;
    }

    private void note(Entry entry, long now) {
        long before = entry.seenNanos.get();
        if (now - before >= SECOND && entry.seenNanos.compareAndSet(before, now)) {
            entry.seen.set(clock.instant());
        }
    }

    private void add(String agent, InetSocketAddress address, String user, long now) {
        String shown = agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent;
        var fresh = new Entry(
                shown, agent.length(), address, user, new AtomicLong(now), new AtomicReference<>(clock.instant()));
        known.updateAndGet(all -> with(all, fresh, now));
    }

    private static List<Entry> with(List<Entry> all, Entry fresh, long now) {
        var next = new ArrayList<>(all);
        // Somebody has signed in, or two requests of the same one came at once.
        next.removeIf(entry ->
                entry.isAt(fresh.agent, fresh.address) && (entry.user.isEmpty() || entry.user.equals(fresh.user)));
        if (next.size() == MOST) {
            next.remove(next.stream()
                    .min(Comparator.comparingLong(entry -> entry.seenNanos.get() - now))
                    .orElseThrow());
        }
        next.add(fresh);
        return List.copyOf(next);
    }

    /** Those who were here last, the last one first. */
    List<SeenClient> newest() {
        long now = nanos.getAsLong();
        return known.get().stream()
                .sorted(Comparator.comparingLong(entry -> now - entry.seenNanos.get()))
                .limit(SHOWN)
                .map(entry -> new SeenClient(
                        entry.agent,
                        entry.address.getHostString(),
                        Optional.of(entry.user).filter(user -> !user.isEmpty()),
                        entry.seen.get()))
                .toList();
    }
}
