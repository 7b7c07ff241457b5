package org.quiltappliance.server.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what each kind of work costs: the client's time, and the processor time of the server. */
final class Meter {

    private final ProcessFacts server;
    private final Map<String, Work> works = new LinkedHashMap<>();

    Meter(ProcessFacts server) {
        this.server = server;
    }

    /** Something to measure that answers. */
    @FunctionalInterface
    interface Step {
        Wire.Reply run() throws IOException;
    }

    /** What one kind of work cost so far. */
    static final class Work {
        private final List<Double> seconds = new ArrayList<>();
        private double cpuSeconds;
        private int steps;
        private long answerBytes;

        /** Seconds of one step, as the client saw it, by run. */
        Sample seconds() {
            return new Sample(seconds);
        }

        /** The server's processor time for one step, the mean of all. */
        double cpuSeconds() {
            return cpuSeconds / steps;
        }

        long answerBytes() {
            return answerBytes;
        }
    }

    /** One run: the step is done several times, because the system's clock for processor time is coarse. */
    void run(String name, int times, Step step) throws IOException {
        var work = works.computeIfAbsent(name, key -> new Work());
        double cpuBefore = server.cpuSeconds();
        long before = System.nanoTime();
        for (int i = 0; i < times; i++) {
            work.answerBytes = step.run().bytes();
        }
        work.seconds.add((System.nanoTime() - before) / 1e9 / times);
        work.cpuSeconds += server.cpuSeconds() - cpuBefore;
        work.steps += times;
    }

    /** By name, in the order in which they were first run. */
    Map<String, Work> works() {
        return works;
    }
}
