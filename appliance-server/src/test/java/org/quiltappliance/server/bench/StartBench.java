package org.quiltappliance.server.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How soon the appliance serves, and how much memory it takes when nobody asks anything. */
final class StartBench implements Bench {

    private static final Duration IDLE = Duration.ofSeconds(3);

    private final Options options;

    StartBench(Options options) {
        this.options = options;
    }

    @Override
    public void run(Report report) throws IOException {
        int runs = options.quick() ? 3 : 7;
        List<Double> health = new ArrayList<>();
        List<Double> signedIn = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        List<Double> heap = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            try (var server = ServerProcess.start(options.folder(), options.serverFlags(512))) {
                long before = System.nanoTime();
                try (var registry = Registry.signedIn(server.registry())) {
                    registry.me();
                }
                health.add(server.secondsToHealth());
                signedIn.add(server.secondsToHealth() + (System.nanoTime() - before) / 1e9);
                server.rest(IDLE);
                cpu.add(server.facts().cpuSeconds());
                resident.add(server.facts().residentBytes());
                server.facts().liveHeapBytes().ifPresent(heap::add);
            }
        }
        report.section("Start and memory");
        var table = new Report.Table("what", "aim", "measured, median of " + runs);
        table.row(
                "start of the process to a good health check",
                Figures.NONE,
                Figures.spread(new Sample(health), Figures::seconds));
        table.row(
                "start of the process to the first answer to a signed-in client",
                "under 2.5 s",
                Figures.spread(new Sample(signedIn), Figures::seconds));
        table.row("processor time of a start", Figures.NONE, Figures.spread(new Sample(cpu), Figures::seconds));
        table.row(
                "resident memory, idle (the original's processes: 1.2 GB)",
                "under 250 MB",
                Figures.spread(new Sample(resident), Figures::bytes));
        if (!heap.isEmpty()) {
            table.row(
                    "heap in use after a collection, idle",
                    Figures.NONE,
                    Figures.spread(new Sample(heap), Figures::bytes));
        }
        report.table(table);
    }
}
