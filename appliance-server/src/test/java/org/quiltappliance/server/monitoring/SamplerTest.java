package org.quiltappliance.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.monitoring.TrafficMeter.Kind;
import org.quiltappliance.server.testing.SteppingClock;

class SamplerTest {

    private static final Offset<Double> EXACT = within(1e-9);

    private final SteppingClock clock = new SteppingClock();
    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicReference<Optional<PoolState>> pool = new AtomicReference<>(Optional.empty());
    private final Sampler sampler = new Sampler(clock, nanos::get);
    private TrafficMeter traffic = new TrafficMeter(clock, nanos::get);
    private RunMeters meters = new RunMeters(traffic, open::get, pool::get);

    private void pass(Duration time) {
        clock.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    /** Lets time pass as the timer would, and samples. */
    private void beat(int times) {
        for (int i = 0; i < times; i++) {
            pass(sampler.untilNext());
            sampler.sample(Optional.of(meters));
        }
    }

    private MetricsReading reading() {
        return sampler.reading(Optional.of(meters), List.of(), List.of());
    }

    private Traffic traffic() {
        return reading().traffic().orElseThrow();
    }

    private void requests(int count, int status, Duration each) {
        for (int i = 0; i < count; i++) {
            traffic.ended(Kind.REGISTRY, status, each.toNanos());
        }
    }

    @Test
    void ratesAreOfTheLastTenSeconds() {
        beat(10);
        requests(30, 200, Duration.ofMillis(1));
        traffic.received(5_000);
        traffic.sent(70_000);
        beat(1);

        assertThat(traffic().requestsPerSecond()).isCloseTo(3, EXACT);
        assertThat(traffic().bytesInPerSecond()).isCloseTo(500, EXACT);
        assertThat(traffic().bytesOutPerSecond()).isCloseTo(7_000, EXACT);

        beat(1);
        assertThat(traffic().requestsPerSecond()).isCloseTo(3, EXACT);

        beat(1);
        assertThat(traffic().requestsPerSecond()).isZero();
        assertThat(traffic().bytesInPerSecond()).isZero();
        assertThat(traffic().bytesOutPerSecond()).isZero();
    }

    @Test
    void whoWatchesEachSecondSeesExactlyTenOfThem() {
        beat(4);
        requests(20, 200, Duration.ofMillis(1));
        for (int second = 1; second <= 10; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(traffic().requestsPerSecond()).as("after %d s", second).isPositive();
        }

        pass(Duration.ofSeconds(1));
        assertThat(traffic().requestsPerSecond()).isZero();
    }

    @Test
    void youngRunHadNoRequestsBefore() {
        reading();
        requests(10, 200, Duration.ofMillis(1));
        requests(5, 500, Duration.ofMillis(1));
        pass(Duration.ofSeconds(2));

        assertThat(traffic().requestsPerSecond()).isCloseTo(1.5, EXACT);
        assertThat(traffic().serverErrorsPerMinute()).isCloseTo(1, EXACT);
    }

    @Test
    void whatCameBeforeTheBeginningDoesNotCount() {
        requests(10, 503, Duration.ofSeconds(9));
        traffic.received(1_000);
        traffic.begin();
        requests(20, 200, Duration.ofMillis(1));

        Traffic now = traffic();
        assertThat(now.requestsPerSecond()).isCloseTo(2, EXACT);
        assertThat(now.serverErrorsPerMinute()).isZero();
        assertThat(now.bytesInPerSecond()).isZero();
        assertThat(now.registry().requests()).isEqualTo(20);
    }

    @Test
    void errorsAreOfTheLastFiveMinutesAndByKind() {
        beat(1);
        requests(15, 503, Duration.ofMillis(1));
        for (int status : new int[] {200, 302, 400, 401, 403, 404, 409, 429}) {
            requests(1, status, Duration.ofMillis(1));
        }
        beat(59);

        assertThat(traffic().serverErrorsPerMinute()).isCloseTo(3, EXACT);
        assertThat(traffic().clientErrorsPerMinute()).isCloseTo(4 / 5.0, EXACT);

        beat(2);
        assertThat(traffic().serverErrorsPerMinute()).isZero();
        assertThat(traffic().clientErrorsPerMinute()).isZero();
    }

    @Test
    void latenciesAreOfTheLastFiveMinutesAndObjectsCountApart() {
        beat(1);
        requests(99, 200, Duration.ofMillis(4));
        requests(1, 200, Duration.ofSeconds(1));
        traffic.ended(Kind.OBJECT, 200, Duration.ofSeconds(60).toNanos());
        traffic.ended(Kind.CATALOG, 200, Duration.ofSeconds(90).toNanos());
        beat(59);

        Traffic now = traffic();
        assertThat(now.registry().requests()).isEqualTo(100);
        assertThat(now.registry().p50().toMillis() / 4.0).isCloseTo(1, within(0.26));
        assertThat(now.registry().p99()).isLessThan(Duration.ofMillis(5));
        assertThat(now.objects().requests()).isEqualTo(1);
        assertThat(now.objects().p50()).isBetween(Duration.ofSeconds(57), Duration.ofSeconds(63));

        beat(2);
        assertThat(traffic().registry()).isEqualTo(Latency.NONE);
        assertThat(traffic().objects()).isEqualTo(Latency.NONE);
    }

    @Test
    void openRequestsAndUploadsAreOfNow() {
        open.set(3);
        traffic.uploadBegun();
        traffic.uploadBegun();
        traffic.uploadEnded();

        assertThat(traffic().openRequests()).isEqualTo(3);
        assertThat(traffic().uploads()).isEqualTo(1);
    }

    @Test
    void anotherRunBeginsFromNothing() {
        requests(50, 500, Duration.ofMillis(1));
        beat(3);
        traffic = new TrafficMeter(clock, nanos::get);
        meters = new RunMeters(traffic, open::get, pool::get);
        reading();
        requests(10, 200, Duration.ofMillis(1));
        pass(Duration.ofSeconds(1));

        Traffic now = traffic();
        assertThat(now.requestsPerSecond()).isCloseTo(1, EXACT);
        assertThat(now.serverErrorsPerMinute()).isZero();
        assertThat(now.registry().requests()).isEqualTo(10);
    }

    private void poolWith(int waiting, Duration longestWait) {
        pool.set(Optional.of(new PoolState(2, 1, waiting, 10, longestWait)));
    }

    @Test
    void longestWaitIsRememberedForFiveMinutes() {
        poolWith(4, Duration.ofMillis(700));
        beat(1);
        poolWith(0, Duration.ofMillis(30));
        beat(58);

        assertThat(reading().pool()).contains(new PoolState(2, 1, 0, 10, Duration.ofMillis(700)));

        beat(2);
        assertThat(reading().pool().orElseThrow().longestWait()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void withoutARunThereIsNoTraffic() {
        var reading = sampler.reading(Optional.empty(), List.of(), List.of());

        assertThat(reading.traffic()).isEmpty();
        assertThat(reading.pool()).isEmpty();
        assertThat(reading.heap().used()).isPositive();
        assertThat(reading.heap().max()).isGreaterThanOrEqualTo(reading.heap().used());
    }

    @Test
    void whatACollectionLeavesIsKnownAfterwards() {
        System.gc();

        assertThat(Heap.now().usedAfterCollection().orElseThrow()).isPositive();
    }

    private List<Instant> recent() {
        return reading().history().recent().stream().map(HistoryPoint::at).toList();
    }

    @Test
    void chartHasAPointForEachFiveSecondsOfAQuarterOfAnHour() {
        beat(400);

        List<Instant> points = recent();
        assertThat(points).hasSize(180);
        for (int i = 1; i < points.size(); i++) {
            assertThat(points.get(i)).isEqualTo(points.get(i - 1).plusSeconds(5));
        }
        assertThat(points.get(179)).isAfter(clock.instant().minusSeconds(10));
    }

    @Test
    void timerThatIsEarlyOrLateLeavesNoGap() {
        for (int i = 0; i < 60; i++) {
            pass(sampler.untilNext().plusMillis(i % 2 == 0 ? 1900 : -1900));
            sampler.sample(Optional.of(meters));
        }
        beat(1);

        assertThat(recent()).hasSize(60);
    }

    @Test
    void gapsStayGaps() {
        beat(10);
        Instant before = clock.instant();
        pass(Duration.ofMinutes(5));
        Instant after = clock.instant();
        beat(10);

        assertThat(recent()).hasSize(19).noneMatch(at -> at.isAfter(before) && at.isBefore(after.minusSeconds(5)));
    }

    @Test
    void runThatIsDownIsAGap() {
        beat(2);
        for (int i = 0; i < 20; i++) {
            pass(sampler.untilNext());
            sampler.sample(Optional.empty());
        }

        assertThat(recent()).hasSize(2);
        pass(Duration.ofMinutes(20));
        assertThat(recent()).isEmpty();
        assertThat(reading().history().day()).hasSize(1);
    }

    @Test
    void clockThatIsSetBackTakesTheFutureAway() {
        beat(20);
        clock.advance(Duration.ofSeconds(-50));
        beat(5);

        List<Instant> points = recent();
        assertThat(points).isSorted().doesNotHaveDuplicates().allMatch(at -> at.isBefore(clock.instant()));
        assertThat(points).hasSizeGreaterThan(8);
    }

    @Test
    void dayHasAMeanForEachFiveMinutes() {
        pass(Duration.ofSeconds(300 - clock.instant().getEpochSecond() % 300));
        for (int minute = 0; minute < 25 * 60; minute++) {
            for (int i = 0; i < 12; i++) {
                requests(10, 200, Duration.ofMillis(8));
                open.set(i % 2 == 0 ? 4 : 0);
                beat(1);
            }
        }

        List<HistoryPoint> day = reading().history().day();
        assertThat(day).hasSizeBetween(287, 288);
        HistoryPoint last = day.get(day.size() - 1);
        assertThat(last.at().getEpochSecond() % 300).isZero();
        assertThat(last.requestsPerSecond()).isCloseTo(2, EXACT);
        assertThat(last.openRequests()).isCloseTo(2, within(0.1));
        assertThat(last.heapUsed()).isPositive();
        assertThat(last.registry().requests()).isBetween(590L, 610L);
    }
}
