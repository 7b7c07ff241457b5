package org.quiltappliance.ui.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.quiltappliance.server.monitoring.HistoryPoint;
import org.quiltappliance.server.monitoring.Latency;
import org.quiltappliance.server.monitoring.MetricsHistory;
import org.quiltappliance.server.monitoring.MetricsReading;
import org.quiltappliance.server.monitoring.PoolState;
import org.quiltappliance.server.monitoring.Traffic;
import org.quiltappliance.ui.text.Texts;

/** The figures on the overview ({@code control-panel.md} 13.1 and 17). */
public final class MetricsViewModel {

    private final ObservableValue<Optional<MetricsReading>> reading;
    private final Texts texts;
    private final ObjectProperty<Range> range = new SimpleObjectProperty<>(Range.RECENT);
    // Bindings are held by nobody but whoever keeps them.
    private final ObservableValue<List<OptionalDouble>> requestsChart;
    private final ObservableValue<String> chartWords;
    private final ObservableValue<List<HistoryPoint>> history;

    public MetricsViewModel(ObservableValue<Optional<MetricsReading>> reading, Texts texts) {
        this.reading = reading;
        this.texts = texts;
        requestsChart = inRange(MetricsViewModel::chart, List.of());
        chartWords = inRange(this::words, "");
        history = inRange(MetricsViewModel::newestFirst, List.of());
    }

    private ObservableValue<String> of(Function<MetricsReading, Optional<String>> words) {
        return reading.map(now -> now.flatMap(words).orElse(texts.of("overview.unknown")));
    }

    private ObservableValue<String> ofTraffic(Function<Traffic, String> words) {
        return of(now -> now.traffic().map(words));
    }

    ObservableValue<String> requestsPerSecond() {
        return ofTraffic(traffic -> texts.of("metrics.number", traffic.requestsPerSecond()));
    }

    ObservableValue<String> p50() {
        return ofTraffic(
                traffic -> duration(traffic.registry(), traffic.registry().p50()));
    }

    ObservableValue<String> p95() {
        return ofTraffic(
                traffic -> duration(traffic.registry(), traffic.registry().p95()));
    }

    ObservableValue<String> p99() {
        return ofTraffic(
                traffic -> duration(traffic.registry(), traffic.registry().p99()));
    }

    private String duration(Latency latency, Duration time) {
        if (latency.requests() == 0) {
            return texts.of("overview.unknown");
        }
        double millis = time.toNanos() / 1e6;
        return millis < 10 ? texts.of("metrics.millis.fine", millis) : texts.of("metrics.millis", millis);
    }

    ObservableValue<String> errors() {
        return ofTraffic(traffic ->
                texts.of("metrics.errors", traffic.serverErrorsPerMinute(), traffic.clientErrorsPerMinute()));
    }

    ObservableValue<String> throughput() {
        return ofTraffic(traffic -> texts.of(
                "metrics.throughput",
                texts.formats().bytes(Math.round(traffic.bytesInPerSecond())),
                texts.formats().bytes(Math.round(traffic.bytesOutPerSecond()))));
    }

    ObservableValue<String> open() {
        return ofTraffic(traffic -> texts.of("metrics.open", traffic.openRequests(), traffic.uploads()));
    }

    /** What a stop waits for. */
    ObservableValue<String> stillOpen() {
        return reading.map(now -> now.flatMap(MetricsReading::traffic)
                .map(traffic -> texts.of("overview.stopping.open", traffic.openRequests(), traffic.uploads()))
                .orElse(""));
    }

    ObservableValue<String> heap() {
        return of(now -> Optional.of(texts.of(
                "metrics.heap",
                texts.formats().bytes(now.heap().used()),
                texts.formats().bytes(now.heap().max()))));
    }

    ObservableValue<String> pool() {
        return of(now -> now.pool().map(this::words));
    }

    private String words(PoolState pool) {
        return texts.of("metrics.pool", pool.active(), pool.max(), pool.waiting());
    }

    /** Each disk once, whatever lies on it. */
    ObservableValue<String> disk() {
        return of(now -> now.disks().isEmpty()
                ? Optional.empty()
                : Optional.of(now.disks().stream()
                        .map(place -> texts.of(
                                "metrics.disk",
                                texts.formats().bytes(place.space().free())))
                        .distinct()
                        .collect(Collectors.joining(", "))));
    }

    // --- The chart and its table ---

    /** How far back charts look. */
    enum Range {
        RECENT(MetricsHistory.RECENT_STEP, MetricsHistory.RECENT_SPAN),
        DAY(MetricsHistory.DAY_STEP, MetricsHistory.DAY_SPAN);

        private final Duration step;
        private final Duration span;

        Range(Duration step, Duration span) {
            this.step = step;
            this.span = span;
        }

        private List<HistoryPoint> points(MetricsReading now) {
            return this == RECENT ? now.history().recent() : now.history().day();
        }
    }

    ObjectProperty<Range> rangeProperty() {
        return range;
    }

    private <T> ObservableValue<T> inRange(BiFunction<MetricsReading, Range, T> what, T otherwise) {
        return Bindings.createObjectBinding(
                () -> reading.getValue()
                        .map(now -> what.apply(now, range.get()))
                        .orElse(otherwise),
                reading,
                range);
    }

    /** Requests a second, with gaps where there is nothing to tell. */
    ObservableValue<List<OptionalDouble>> requestsChart() {
        return requestsChart;
    }

    private static List<OptionalDouble> chart(MetricsReading now, Range range) {
        long step = range.step.toMillis();
        int spans = (int) (range.span.toMillis() / step);
        long first = Math.floorDiv(now.at().toEpochMilli(), step) - spans;
        var values = new ArrayList<OptionalDouble>();
        for (int i = 0; i < spans; i++) {
            values.add(OptionalDouble.empty());
        }
        for (HistoryPoint point : range.points(now)) {
            int place = (int) (index(point.at(), step) - first);
            if (place >= 0 && place < spans) {
                values.set(place, OptionalDouble.of(point.requestsPerSecond()));
            }
        }
        return values;
    }

    private static long index(Instant at, long step) {
        return Math.floorDiv(at.toEpochMilli(), step);
    }

    /** What the chart shows, in words ({@code control-panel.md} UI-4). */
    ObservableValue<String> chartWords() {
        return chartWords;
    }

    private String words(MetricsReading now, Range wanted) {
        var values = wanted.points(now).stream()
                .mapToDouble(HistoryPoint::requestsPerSecond)
                .summaryStatistics();
        return values.getCount() == 0
                ? texts.of("metrics.chart.empty." + wanted)
                : texts.of("metrics.chart." + wanted, values.getAverage(), values.getMax());
    }

    /** The same numbers and those beside them, newest first. */
    ObservableValue<List<HistoryPoint>> history() {
        return history;
    }

    private static List<HistoryPoint> newestFirst(MetricsReading now, Range wanted) {
        var newest = new ArrayList<>(wanted.points(now));
        Collections.reverse(newest);
        return List.copyOf(newest);
    }

    String time(HistoryPoint point) {
        return texts.formats().timeOfDay(point.at());
    }

    String requests(HistoryPoint point) {
        return texts.of("metrics.number", point.requestsPerSecond());
    }

    String p95(HistoryPoint point) {
        return duration(point.registry(), point.registry().p95());
    }

    String errors(HistoryPoint point) {
        return texts.of("metrics.errors", point.serverErrorsPerMinute(), point.clientErrorsPerMinute());
    }

    String heap(HistoryPoint point) {
        return texts.formats().bytes(Math.round(point.heapUsed()));
    }
}
