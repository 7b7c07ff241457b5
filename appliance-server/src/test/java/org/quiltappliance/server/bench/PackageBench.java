package org.quiltappliance.server.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pushing, installing and previewing packages of many files. */
final class PackageBench implements Bench {

    static final String DRY_RUN = "dry run of a push";
    static final String PUSH = "push";
    static final String PUSH_AGAIN = "push again, nothing new";
    static final String INSTALL = "install";
    static final String SUBPATH = "install of one group";
    static final String PREVIEW = "preview";

    /** Seconds that the original registry takes, by files and work (design: figures to beat). */
    private static final Map<Integer, Map<String, Double>> ORIGINAL = Map.of(
            10_000,
            Map.of(DRY_RUN, 4.6, PUSH, 2.7, INSTALL, 2.0, SUBPATH, 0.26, PREVIEW, 0.10),
            100_000,
            Map.of(DRY_RUN, 47.0));

    private static final double TIMES_FASTER = 20;
    private static final double AIM_100K = 3;

    private final Options options;
    private final List<Plan> plans;

    /**
     * @param files of each package
     * @param warmUps packages pushed and installed before the measured ones
     * @param runs measured, each with a package of its own
     * @param repeats of what stores nothing, in each run
     */
    record Plan(int files, int warmUpFiles, int warmUps, int runs, int repeats, int heapMegabytes) {}

    PackageBench(Options options, List<Plan> plans) {
        this.options = options;
        this.plans = plans;
    }

    static PackageBench usual(Options options) {
        return new PackageBench(
                options,
                options.quick()
                        ? List.of(new Plan(1_000, 1_000, 10, 3, 10, 512), new Plan(10_000, 10_000, 2, 3, 2, 512))
                        : List.of(
                                new Plan(1_000, 1_000, 40, 5, 50, 512),
                                new Plan(10_000, 10_000, 8, 5, 10, 512),
                                new Plan(100_000, 10_000, 8, 3, 2, 512)));
    }

    static PackageBench large(Options options) {
        return new PackageBench(options, List.of(new Plan(1_000_000, 10_000, 8, 1, 1, 4096)));
    }

    @Override
    public void run(Report report) throws IOException {
        for (var plan : plans) {
            report.section(Figures.rate(plan.files()) + " files in a package");
            try (var server = ServerProcess.start(options.folder(), options.serverFlags(plan.heapMegabytes()))) {
                measure(plan, server, report);
            }
        }
    }

    private static void measure(Plan plan, ServerProcess server, Report report) throws IOException {
        var store = new ObjectFiles(server.objectFolder());
        List<SyntheticPackage> warmUps = packages("warm", 1, plan.warmUps(), plan.warmUpFiles());
        List<SyntheticPackage> measured = packages("bench", 1001, plan.runs(), plan.files());
        for (var one : warmUps) {
            store.write(one);
        }
        try (var registry = Registry.signedIn(server.registry())) {
            var ignored = new Meter(server.facts());
            for (var one : warmUps) {
                round(registry, one, ignored, 3);
            }
            var meter = new Meter(server.facts());
            for (var one : measured) {
                store.write(one);
                round(registry, one, meter, plan.repeats());
            }
            report.table(table(plan, meter));
            report.paragraph(memory(plan, server.facts()));
        }
    }

    private static List<SyntheticPackage> packages(String name, int seed, int count, int files) {
        List<SyntheticPackage> packages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            packages.add(SyntheticPackage.small(name + i, seed + i, files));
        }
        return packages;
    }

    private static void round(Registry registry, SyntheticPackage one, Meter meter, int repeats) throws IOException {
        byte[] dry = one.dryRunBody();
        byte[] real = one.pushBody();
        int quick = 5 * repeats;
        meter.run(DRY_RUN, repeats, () -> registry.push(one, dry, Wire.Body.COUNT));
        meter.run(PUSH, 1, () -> registry.push(one, real, Wire.Body.COUNT));
        registry.tagLatest(one);
        meter.run(PUSH_AGAIN, repeats, () -> registry.push(one, real, Wire.Body.COUNT));
        meter.run(INSTALL, repeats, () -> registry.install(one, "", Wire.Body.COUNT));
        meter.run(SUBPATH, quick, () -> registry.install(one, one.someGroup(), Wire.Body.COUNT));
        meter.run(PREVIEW, quick, () -> registry.preview(one));
    }

    private static Report.Table table(Plan plan, Meter meter) {
        var table = new Report.Table(
                "work",
                "the original",
                "aim",
                "measured, median of " + plan.runs(),
                "times faster",
                "server's processor time",
                "answer");
        meter.works().forEach((name, work) -> {
            var original = ORIGINAL.getOrDefault(plan.files(), Map.of()).get(name);
            double median = work.seconds().median();
            table.row(
                    name,
                    original == null ? Figures.NONE : Figures.seconds(original),
                    aim(plan.files(), name, original == null ? 0 : original),
                    Figures.spread(work.seconds(), Figures::seconds),
                    original == null ? Figures.NONE : Figures.times(original, median),
                    Figures.seconds(work.cpuSeconds()),
                    Figures.bytes(work.answerBytes()));
        });
        return table;
    }

    private static String aim(int files, String name, double original) {
        if (files == 100_000 && List.of(DRY_RUN, PUSH, INSTALL).contains(name)) {
            double seconds = original > 0 ? Math.min(AIM_100K, original / TIMES_FASTER) : AIM_100K;
            return "under " + Figures.seconds(seconds);
        }
        return original > 0 ? "under " + Figures.seconds(original / TIMES_FASTER) : Figures.NONE;
    }

    private static String memory(Plan plan, ProcessFacts facts) throws IOException {
        var heap = facts.liveHeapBytes();
        return "Heap limit " + plan.heapMegabytes() + " MB. After " + (plan.warmUps() + plan.runs())
                + " packages with "
                + Figures.rate((double) plan.warmUps() * plan.warmUpFiles() + (double) plan.runs() * plan.files())
                + " files in all: most memory ever resident " + Figures.bytes(facts.peakResidentBytes())
                + (heap.isPresent() ? ", heap in use after a collection " + Figures.bytes(heap.getAsDouble()) : "")
                + ".";
    }
}
