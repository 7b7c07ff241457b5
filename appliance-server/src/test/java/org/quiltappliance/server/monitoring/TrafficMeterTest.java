package org.quiltappliance.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.monitoring.TrafficMeter.Counts;
import org.quiltappliance.server.monitoring.TrafficMeter.Kind;
import org.quiltappliance.server.testing.SteppingClock;

class TrafficMeterTest {

    private static final String CLI = "quilt-cli/2.9.15 (Linux 6.1.0) CPython/3.11.2";

    private final SteppingClock clock = new SteppingClock();
    private final AtomicLong nanos = new AtomicLong();
    private final TrafficMeter traffic = new TrafficMeter(clock, nanos::get);

    private static InetSocketAddress host(int last, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last}), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void pass(Duration time) {
        clock.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    private List<SeenClient> clients() {
        return traffic.clients().newest();
    }

    /** What a request asks of the meter, with texts and addresses of its own as a request has. */
    private void request(String agent, InetSocketAddress address, String user, int i) {
        traffic.ended(i % 10 == 0 ? Kind.OBJECT : Kind.REGISTRY, i % 50 == 0 ? 500 : 200, i * 1_000L);
        traffic.seen(agent, address, user);
        traffic.received(i);
        traffic.sent(i);
        traffic.uploadBegun();
        traffic.uploadEnded();
    }

    @Test
    void countingARequestMakesNothing() {
        var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        var address = host(7, 40_000);
        var agents = new String[] {new String(CLI), new String(CLI), "curl/8.0", "Mozilla/5.0"};
        for (int i = 0; i < 20_000; i++) {
            request(agents[i % 4], address, "ann", i);
        }
        bean.getThreadAllocatedBytes(self);

        long before = bean.getThreadAllocatedBytes(self);
        for (int i = 0; i < 100_000; i++) {
            request(agents[i % 4], address, "ann", i);
        }
        long made = bean.getThreadAllocatedBytes(self) - before;

        // A hundred bytes for each thousand requests: less than any object for a request, and room for the odd one
        // else.
        assertThat(made).isLessThan(10_000);
        assertThat(clients()).hasSize(1);
    }

    @Test
    void crowdOfNewClientsMakesNothingEither() {
        var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        var addresses = new InetSocketAddress[200];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = host(i, 40_000);
            traffic.seen(CLI, addresses[i], "");
        }
        bean.getThreadAllocatedBytes(self);

        long before = bean.getThreadAllocatedBytes(self);
        for (int i = 0; i < 100_000; i++) {
            traffic.seen(CLI, addresses[i % addresses.length], "");
        }
        long made = bean.getThreadAllocatedBytes(self) - before;

        assertThat(made).isLessThan(10_000);
        assertThat(clients()).hasSize(RecentClients.SHOWN);
    }

    @Test
    void nothingIsLostBetweenThreads() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        var begin = new CountDownLatch(1);
        for (int thread = 0; thread < 4; thread++) {
            threads.execute(() -> {
                try {
                    begin.await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
                for (int i = 0; i < 25_000; i++) {
                    traffic.ended(Kind.REGISTRY, 418, 1_000_000);
                    traffic.received(2);
                    traffic.sent(3);
                }
            });
        }
        begin.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

        assertThat(traffic.counts()).isEqualTo(new Counts(100_000, 0, 100_000, 200_000, 300_000));
        assertThat(LatencyHistogram.between(
                                LatencyHistogram.nothing(), traffic.latencies().registry())
                        .requests())
                .isEqualTo(100_000);
    }

    @Test
    void lastFiveClientsAreKnownTheLastOneFirst() {
        for (int i = 1; i <= 7; i++) {
            traffic.seen(CLI, host(i, 40_000 + i), i % 2 == 0 ? "user" + i : "");
            pass(Duration.ofSeconds(2));
        }
        traffic.seen(CLI, host(4, 50_000), "user4");

        assertThat(clients())
                .extracting(SeenClient::address)
                .containsExactly("10.0.0.4", "10.0.0.7", "10.0.0.6", "10.0.0.5", "10.0.0.3");
        assertThat(clients().get(0)).isEqualTo(new SeenClient(CLI, "10.0.0.4", Optional.of("user4"), clock.instant()));
        assertThat(clients().get(1).user()).isEmpty();
    }

    @Test
    void timeOfAClientIsNotedOnceASecond() {
        var first = clock.instant();
        traffic.seen(CLI, host(1, 1), "");
        pass(Duration.ofMillis(900));
        traffic.seen(CLI, host(1, 2), "");
        assertThat(clients()).extracting(SeenClient::lastSeen).containsExactly(first);

        pass(Duration.ofMillis(100));
        traffic.seen(CLI, host(1, 3), "");
        assertThat(clients()).extracting(SeenClient::lastSeen).containsExactly(clock.instant());
    }

    @Test
    void whoSignsInIsNotTwoClients() {
        traffic.seen(CLI, host(1, 1), "");
        traffic.seen(CLI, host(1, 2), "ann");
        assertThat(clients()).extracting(SeenClient::user).containsExactly(Optional.of("ann"));

        traffic.seen(CLI, host(1, 3), "bob");
        assertThat(clients())
                .extracting(SeenClient::user)
                .containsExactlyInAnyOrder(Optional.of("ann"), Optional.of("bob"));
    }

    @Test
    void onlyQuiltIsAClient() {
        traffic.seen("python-requests/2.31", host(1, 1), "");
        traffic.seen("Mozilla/5.0", host(2, 1), "ann");

        assertThat(clients()).isEmpty();
    }

    @Test
    void placeIsMadeForNewClients() {
        for (int i = 0; i < RecentClients.MOST; i++) {
            traffic.seen(CLI, host(i, 1), "");
        }
        pass(Duration.ofSeconds(1));
        traffic.seen(CLI, host(200, 1), "");

        assertThat(clients().get(0).address()).isEqualTo("10.0.0.200");
    }

    @Test
    void endlessAgentIsCut() {
        String endless = "quilt-cli/" + "9".repeat(60_000);
        traffic.seen(endless, host(1, 1), "");
        traffic.seen(endless, host(1, 1), "");

        assertThat(clients()).hasSize(1);
        assertThat(clients().get(0).agent()).hasSize(120);
    }
}
