package org.quiltappliance.server.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The points of one chart. Those of one span become one. For one thread. */
final class Chart {

    private final Duration step;
    private final Duration span;
    private final Deque<HistoryPoint> points = new ArrayDeque<>();
    private final List<HistoryPoint> open = new ArrayList<>();

    /**
     * @param step a point is for
     * @param span after which a point is forgotten
     */
    Chart(Duration step, Duration span) {
        this.step = step;
        this.span = span;
    }

    private Instant begin(Instant time) {
        long seconds = step.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }

    void add(HistoryPoint point) {
        closeUnless(begin(point.at()));
        open.add(point);
    }

    /** All of spans that have ended, oldest first. */
    List<HistoryPoint> points(Instant now) {
        Instant present = begin(now);
        closeUnless(present);
        // Where the clock was set back, what was then yet to come is no history.
        while (!points.isEmpty() && points.getLast().at().isAfter(now)) {
            points.removeLast();
        }
        while (!points.isEmpty() && points.getFirst().at().isBefore(present.minus(span))) {
            points.removeFirst();
        }
        return List.copyOf(points);
    }

    private void closeUnless(Instant present) {
        if (open.isEmpty() || begin(open.get(0).at()).equals(present)) {
            return;
        }
        HistoryPoint ended = mean();
        open.clear();
        while (!points.isEmpty() && !points.getLast().at().isBefore(ended.at())) {
            points.removeLast();
        }
        points.add(ended);
    }

    private HistoryPoint mean() {
        HistoryPoint last = open.get(open.size() - 1);
        return new HistoryPoint(
                begin(last.at()),
                mean(HistoryPoint::requestsPerSecond),
                last.registry(),
                mean(HistoryPoint::serverErrorsPerMinute),
                mean(HistoryPoint::clientErrorsPerMinute),
                mean(HistoryPoint::bytesInPerSecond),
                mean(HistoryPoint::bytesOutPerSecond),
                mean(HistoryPoint::openRequests),
                mean(HistoryPoint::heapUsed),
                mean(HistoryPoint::poolActive),
                mean(HistoryPoint::poolWaiting));
    }

    private double mean(ToDoubleFunction<HistoryPoint> figure) {
        return open.stream().mapToDouble(figure).average().orElse(0);
    }
}
