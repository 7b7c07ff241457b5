package org.quiltappliance.server.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.quiltappliance.server.monitoring.TrafficMeter.Counts;
import org.quiltappliance.server.monitoring.TrafficMeter.Totals;

/**
 * Turns the counts of a run into figures, and keeps their history. To be told {@link #sample} after each {@link #untilNext}, and
 * asked for readings whenever somebody wants one. For all threads; those who count never meet it.
 */
public final class Sampler {

    private static final Duration STEP = MetricsHistory.RECENT_STEP;

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final double MINUTE = 60;

    private final Clock clock;
    private final LongSupplier nanos;
    private final Chart recent = new Chart(MetricsHistory.RECENT_STEP, MetricsHistory.RECENT_SPAN);
    private final Chart day = new Chart(MetricsHistory.DAY_STEP, MetricsHistory.DAY_SPAN);
    private Optional<Run> present = Optional.empty();

    public Sampler(Clock clock) {
        this(clock, System::nanoTime);
    }

    /** @param nanos as {@link System#nanoTime()}; windows must not jump with the clock */
    Sampler(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    /**
     * How long to wait for the next sample: it is taken in the middle of a span, so that a timer that is a little early or
     * late leaves no span without a point.
     */
    public Duration untilNext() {
        long step = STEP.toMillis();
        return Duration.ofMillis(step + step / 2 - Math.floorMod(clock.millis(), step));
    }

    /**
     * Remembers how things are now, for windows and charts.
     *
     * @param run that is up; nothing is remembered while there is none
     */
    public synchronized void sample(Optional<RunMeters> run) {
        run.ifPresent(meters -> {
            Run known = of(meters);
            var traffic = known.traffic();
            var pool = known.pool();
            var point = new HistoryPoint(
                    clock.instant(),
                    traffic.requestsPerSecond(),
                    traffic.registry(),
                    traffic.serverErrorsPerMinute(),
                    traffic.clientErrorsPerMinute(),
                    traffic.bytesInPerSecond(),
                    traffic.bytesOutPerSecond(),
                    traffic.openRequests(),
                    Heap.usedNow(),
                    pool.map(PoolState::active).orElse(0),
                    pool.map(PoolState::waiting).orElse(0));
            recent.add(point);
            day.add(point);
        });
    }

    /**
     * How things are now.
     *
     * @param disks measured a moment ago
     * @param containers asked a moment ago
     */
    public synchronized MetricsReading reading(
            Optional<RunMeters> run, List<PlaceSpace> disks, List<ContainerReading> containers) {
        Instant now = clock.instant();
        Optional<Run> known = run.map(this::of);
        return new MetricsReading(
                now,
                known.map(Run::traffic),
                Heap.now(),
                known.flatMap(Run::pool),
                disks,
                containers,
                run.map(meters -> meters.traffic().clients().newest()).orElseGet(List::of),
                new MetricsHistory(recent.points(now), day.points(now)));
    }

    /** Counts of another run have another beginning. */
    private Run of(RunMeters meters) {
        Run known =
                present.filter(run -> run.meters.traffic() == meters.traffic()).orElseGet(() -> new Run(meters));
        present = Optional.of(known);
        return known;
    }

    /** The windows of one run. */
    private final class Run {

        private final RunMeters meters;
        private final Window<Counts> soon;
        private final Window<Totals> minutes;
        private final Deque<Waited> waits = new ArrayDeque<>();

        /** The longest wait of a while. */
        private record Waited(long begin, Duration longest) {}

        Run(RunMeters meters) {
            this.meters = meters;
            long now = nanos.getAsLong();
            Totals beginning = meters.traffic().beginning();
            soon = new Window<>(SOON, SECOND, now, beginning.counts());
            minutes = new Window<>(LONG, STEP, now, beginning);
        }

        Traffic traffic() {
            long now = nanos.getAsLong();
            Totals taken = meters.traffic().totals();
            remember(now, taken);
            Counts counts = taken.counts();
            Counts before = soon.base(now);
            double seconds = soon.seconds(now);
            Totals base = minutes.base(now);
            double spanMinutes = minutes.seconds(now) / MINUTE;
            return new Traffic(
                    (counts.requests() - before.requests()) / seconds,
                    LatencyHistogram.between(
                            base.latencies().registry(), taken.latencies().registry()),
                    LatencyHistogram.between(
                            base.latencies().objects(), taken.latencies().objects()),
                    (counts.serverErrors() - base.counts().serverErrors()) / spanMinutes,
                    (counts.clientErrors() - base.counts().clientErrors()) / spanMinutes,
                    (counts.bytesIn() - before.bytesIn()) / seconds,
                    (counts.bytesOut() - before.bytesOut()) / seconds,
                    meters.openRequests().getAsInt(),
                    meters.traffic().uploads());
        }

        private void remember(long now, Totals taken) {
            if (soon.isDue(now)) {
                soon.remember(now, taken.counts());
            }
            if (minutes.isDue(now)) {
                minutes.remember(now, taken);
            }
        }

        /** Asking the pool takes away what it knows of waits, so it is kept here. */
        Optional<PoolState> pool() {
            Optional<PoolState> state = meters.pool().get();
            long now = nanos.getAsLong();
            state.ifPresent(pool -> waited(now, pool.longestWait()));
            while (!waits.isEmpty() && now - waits.getFirst().begin >= LONG.toNanos()) {
                waits.removeFirst();
            }
            Duration longest =
                    waits.stream().map(Waited::longest).max(Duration::compareTo).orElse(Duration.ZERO);
            return state.map(pool -> pool.havingWaited(longest));
        }

        private void waited(long now, Duration longest) {
            Waited last = waits.peekLast();
            if (last == null || now - last.begin >= STEP.toNanos()) {
                waits.add(new Waited(now, longest));
            } else if (longest.compareTo(last.longest) > 0) {
                waits.removeLast();
                waits.add(new Waited(last.begin, longest));
            }
        }
    }
}
