package org.quiltappliance.server.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quiltappliance.server.testing.Folders;

/** Objects in and out, in turn with an nginx that does the same on the same disk. */
final class ObjectBench implements Bench {

    private static final int SMALL_CONNECTIONS = 4;

    private final Options options;

    ObjectBench(Options options) {
        this.options = options;
    }

    /** Objects of one size: how many at once and how often. */
    private record Plan(String name, long bytes, int count, int connections, int runs) {}

    private List<Plan> plans() {
        return options.quick()
                ? List.of(
                        new Plan("20 bytes", 20, 500, SMALL_CONNECTIONS, 3),
                        new Plan("1 MB", 1_000_000, 40, SMALL_CONNECTIONS, 3),
                        new Plan("64 MB", 64_000_000, 1, 1, 3))
                : List.of(
                        new Plan("20 bytes", 20, 5_000, SMALL_CONNECTIONS, 5),
                        new Plan("1 MB", 1_000_000, 200, SMALL_CONNECTIONS, 7),
                        new Plan("1 GB", 1_000_000_000, 1, 1, 5));
    }

    @Override
    public void run(Report report) throws IOException {
        report.section("Objects, beside nginx");
        if (!Nginx.isInstalled()) {
            report.paragraph("Not measured: `nginx` is not installed.");
            return;
        }
        var sources = Files.createTempDirectory(options.folder(), "sources");
        try (var server = ServerProcess.start(options.folder(), options.serverFlags(512));
                var nginx = Nginx.start(options.folder());
                var registry = Registry.signedIn(server.registry())) {
            var table = new Report.Table(
                    "work", "connections", "nginx", "measured", "ratio", "aim", "processor time for each GB");
            for (var plan : plans()) {
                var results = new Results(server.facts());
                // The first run warms up and is forgotten.
                for (int run = 0; run <= plan.runs(); run++) {
                    var kept = run == 0 ? new Results(server.facts()) : results;
                    round(plan, run, sources, registry, server.registry(), nginx.address(), kept);
                }
                results.addTo(table, plan);
            }
            report.table(table);
            report.paragraph(
                    "Most memory ever resident: " + Figures.bytes(server.facts().peakResidentBytes()) + ".");
        } finally {
            Folders.delete(sources);
        }
    }

    private static void round(Plan plan, int run, Path sources, Registry registry, URI ours, URI nginx, Results results)
            throws IOException {
        List<Payload> payloads = new ArrayList<>();
        for (int i = 0; i < plan.count(); i++) {
            long seed = plan.bytes() * 1_000_003 + run * 100_000L + i;
            payloads.add(Payload.make(sources.resolve("object-" + run + "-" + i), seed, plan.bytes()));
        }
        var pack = SyntheticPackage.of("objects_" + plan.bytes() + "_" + run, payloads);
        Map<Payload, String> puts = new HashMap<>();
        var links = Registry.json(registry.push(pack, pack.dryRunBody(), Wire.Body.KEEP))
                .get("upload_urls");
        payloads.forEach(one ->
                puts.put(one, pathOf(links.get(one.hash().toString()).get("put").textValue())));
        Map<Payload, String> plain = new HashMap<>();
        payloads.forEach(one -> plain.put(one, "/" + one.hash()));

        boolean oursFirst = run % 2 == 0;
        for (boolean turn : new boolean[] {oursFirst, !oursFirst}) {
            Disk.settle();
            results.measure(
                    turn ? "ours PUT" : "nginx PUT",
                    () -> new Transfers(turn ? ours : nginx, plan.connections()).put(payloads, turn ? puts : plain));
        }
        registry.push(pack, pack.pushBody(), Wire.Body.COUNT);
        Map<Payload, String> gets = new HashMap<>();
        var urls = Registry.json(registry.install(pack, "", Wire.Body.KEEP)).get("urls");
        payloads.forEach(
                one -> gets.put(one, pathOf(urls.get(one.hash().toString()).textValue())));
        for (boolean turn : new boolean[] {oursFirst, !oursFirst}) {
            Disk.settle();
            results.measure(
                    turn ? "ours GET" : "nginx GET",
                    () -> new Transfers(turn ? ours : nginx, plan.connections()).get(payloads, turn ? gets : plain));
        }
        for (var one : payloads) {
            Files.delete(one.file());
        }
    }

    private static String pathOf(String link) {
        var uri = URI.create(link);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    /** Seconds of each kind of transfer, by run. */
    private static final class Results {
        private final ProcessFacts server;
        private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
        private final Map<String, Double> cpuSeconds = new HashMap<>();

        Results(ProcessFacts server) {
            this.server = server;
        }

        void measure(String name, Transfers.Work work) throws IOException {
            double cpu = server.cpuSeconds();
            long before = System.nanoTime();
            work.run();
            seconds.computeIfAbsent(name, key -> new ArrayList<>()).add((System.nanoTime() - before) / 1e9);
            cpuSeconds.merge(name, server.cpuSeconds() - cpu, Double::sum);
        }

        void addTo(Report.Table table, Plan plan) {
            double bytes = (double) plan.bytes() * plan.count();
            for (String kind : List.of("PUT", "GET")) {
                var nginx = rates("nginx " + kind, plan);
                var ours = rates("ours " + kind, plan);
                boolean large = plan.bytes() > 100;
                table.row(
                        kind + " " + plan.name(),
                        String.valueOf(plan.connections()),
                        Figures.spread(nginx, rate -> unit(plan, rate)),
                        Figures.spread(ours, rate -> unit(plan, rate)),
                        Figures.ratio(ours.median(), nginx.median()),
                        !large ? Figures.NONE : kind.equals("PUT") ? "0.5, hashed" : "0.8",
                        large
                                ? Figures.seconds(cpuSeconds.get("ours " + kind) / plan.runs() / bytes * 1e9)
                                : Figures.NONE);
            }
        }

        /** Objects a second, or bytes a second when they are large. */
        private Sample rates(String name, Plan plan) {
            double amount = plan.bytes() > 100 ? (double) plan.bytes() * plan.count() : plan.count();
            return new Sample(
                    seconds.get(name).stream().map(taken -> amount / taken).toList());
        }

        private static String unit(Plan plan, double rate) {
            return plan.bytes() > 100 ? Figures.throughput(rate) : Figures.rate(rate) + "/s";
        }
    }
}
