package org.quiltappliance.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.LongSupplier;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {

    private static final Percentage ALLOWED = Percentage.withPercentage(5);
    private static final long SHORTEST = 4_096;
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private static Latency of(long... nanos) {
        var histogram = new LatencyHistogram();
        for (long one : nanos) {
            histogram.record(one);
        }
        return LatencyHistogram.between(LatencyHistogram.nothing(), histogram.copy());
    }

    /** The smallest value that so many percent do not exceed, found the slow way. */
    private static long exact(long[] sorted, int percent) {
        int rank = (int) Math.ceil(sorted.length * percent / 100.0);
        return sorted[rank - 1];
    }

    private static void agrees(LongSupplier source, int count) {
        var values = new long[count];
        Arrays.setAll(values, i -> Math.min(Math.max(source.getAsLong(), SHORTEST), HOUR));

        Latency found = of(values);

        Arrays.sort(values);
        assertThat(found.requests()).isEqualTo(count);
        assertThat(found.p50().toNanos()).isCloseTo(exact(values, 50), ALLOWED);
        assertThat(found.p95().toNanos()).isCloseTo(exact(values, 95), ALLOWED);
        assertThat(found.p99().toNanos()).isCloseTo(exact(values, 99), ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 19, 20, 100, 101, 3_000})
    void percentilesAreNeverMoreThanFivePercentWrong(int count) {
        for (int seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            agrees(() -> (long) Math.exp(Math.log(SHORTEST) + random.nextDouble() * Math.log(HOUR / SHORTEST)), count);
            agrees(() -> (long) (1e6 * Math.exp(random.nextGaussian())), count);
            agrees(
                    () -> random.nextInt(20) == 0 ? 3_000_000_000L + random.nextInt() : 900_000 + random.nextInt(9),
                    count);
        }
    }

    @Test
    void errorIsBoundedBesideEveryBorderOfBuckets() {
        for (long power = SHORTEST; power <= HOUR; power *= 2) {
            for (int sixteenth = 0; sixteenth < 16; sixteenth++) {
                long border = power + power / 16 * sixteenth;
                for (long value : new long[] {border - 1, border, border + 1, border + power / 32}) {
                    if (value >= SHORTEST && value <= HOUR) {
                        assertThat(of(value).p50().toNanos()).isCloseTo(value, Percentage.withPercentage(3.2));
                    }
                }
            }
        }
    }

    @Test
    void extremesFindABucket() {
        assertThat(of(-1, 0).p99()).isLessThan(Duration.ofNanos(300));
        assertThat(of(Long.MAX_VALUE).p50()).isBetween(Duration.ofHours(1), Duration.ofHours(2));
    }

    @Test
    void nothingHasNoPercentiles() {
        assertThat(of()).isEqualTo(Latency.NONE);
    }

    @Test
    void onlyWhatCameBetweenTwoCopiesCounts() {
        var histogram = new LatencyHistogram();
        histogram.record(Duration.ofSeconds(9).toNanos());
        int[] before = histogram.copy();
        histogram.record(Duration.ofMillis(2).toNanos());
        histogram.record(Duration.ofMillis(2).toNanos());

        Latency found = LatencyHistogram.between(before, histogram.copy());

        assertThat(found.requests()).isEqualTo(2);
        assertThat(found.p99().toNanos()).isCloseTo(2_000_000, within(100_000L));
    }

    @Test
    void countsMayWrapAround() {
        int[] before = LatencyHistogram.nothing();
        int[] after = LatencyHistogram.nothing();
        before[100] = Integer.MAX_VALUE;
        after[100] = Integer.MIN_VALUE + 2;

        assertThat(LatencyHistogram.between(before, after).requests()).isEqualTo(3);
    }
}
