package org.quiltappliance.server.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How soon the control panel is there, and how much memory it takes while a registry in test mode runs in it. */
final class WindowBench implements Bench {

    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Options options;

    WindowBench(Options options) {
        this.options = options;
    }

    @Override
    public void run(Report report) throws IOException {
        report.section("Control panel");
        if (!hasDisplay()) {
            report.paragraph("Not measured: this computer has no display, and no `xvfb-run` that makes one.");
            return;
        }
        int runs = options.quick() ? 3 : 7;
        List<Double> window = new ArrayList<>();
        List<Double> registry = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        List<Double> heap = new ArrayList<>();
        prepare();
        for (int run = 0; run < runs; run++) {
            try (var process = WindowProcess.open(options.folder())) {
                window.add(process.secondsToWindow());
                registry.add(process.secondsToRegistry());
                process.process().rest(IDLE);
                resident.add(process.process().facts().residentBytes());
                process.process().facts().liveHeapBytes().ifPresent(heap::add);
            }
        }
        var table = new Report.Table("what", "aim", "measured, median of " + runs);
        table.row(
                "start of the process to its window",
                "under 3 s",
                Figures.spread(new Sample(window), Figures::seconds));
        table.row(
                "start of the process to a registry that runs, with `APPLIANCE_START_ON_OPEN`",
                "under 5 s",
                Figures.spread(new Sample(registry), Figures::seconds));
        table.row(
                "resident memory, idle, with the window open and the registry in test mode",
                "under 300 MB",
                Figures.spread(new Sample(resident), Figures::bytes));
        if (!heap.isEmpty()) {
            table.row(
                    "heap in use after a collection, idle",
                    Figures.NONE,
                    Figures.spread(new Sample(heap), Figures::bytes));
        }
        report.table(table);
    }

    private static boolean hasDisplay() {
        return System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    }

    /** The first run builds what is stale, and leaves an archive of classes for the others. */
    private void prepare() throws IOException {
        try (var first = WindowProcess.open(options.folder())) {
            first.secondsToWindow();
            first.secondsToRegistry();
        }
    }
}
