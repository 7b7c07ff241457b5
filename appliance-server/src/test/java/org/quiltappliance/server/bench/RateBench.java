package org.quiltappliance.server.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How many small requests a second the registry answers. */
final class RateBench implements Bench {

    static final int CONNECTIONS = 16;

    private static final double TIMES_MORE = 10;
    private static final int PACKAGES = 30;
    private static final int FILES = 100;
    private static final int PUSHES = 5;
    private static final int MOST_WARM_UPS = 8;

    private final Options options;

    RateBench(Options options) {
        this.options = options;
    }

    /** @param original answers a second of the original registry (design: figures to beat) */
    private record Route(String name, double original, String target) {}

    @Override
    public void run(Report report) throws IOException {
        report.section("Requests a second, " + CONNECTIONS + " connections");
        if (!LoadGenerator.isInstalled()) {
            report.paragraph("Not measured: `wrk` is not installed.");
            return;
        }
        try (var server = ServerProcess.start(options.folder(), options.serverFlags(512));
                var registry = Registry.signedIn(server.registry())) {
            var first = fill(server, registry);
            measure(server, registry, routes(first), report);
        }
    }

    /** Thirty packages of 100 files; one in six has "wine" in its name, and the first was pushed several times. */
    private static SyntheticPackage fill(ServerProcess server, Registry registry) throws IOException {
        var store = new ObjectFiles(server.objectFolder());
        List<SyntheticPackage> packages = new ArrayList<>();
        for (int i = 0; i < PACKAGES; i++) {
            packages.add(SyntheticPackage.small((i % 6 == 0 ? "wine_quality_" : "sample_") + i, 1 + i, FILES));
        }
        for (var one : packages) {
            store.write(one);
            registry.push(one, one.pushBody(), Wire.Body.COUNT);
            registry.tagLatest(one);
        }
        for (int i = 1; i < PUSHES; i++) {
            registry.push(packages.get(0), packages.get(0).pushBody(), Wire.Body.COUNT);
        }
        return packages.get(0);
    }

    private static List<Route> routes(SyntheticPackage one) {
        String name = ServerProcess.OWNER + "/" + one.name();
        return List.of(
                new Route("tag", 421, "/api/tag/" + name + "/latest"),
                new Route("log (" + PUSHES + " pushes)", 325, "/api/log/" + name + "/"),
                new Route("preview", 230, "/api/package_preview/" + name + "/" + one.hash()),
                new Route("search (5 of " + PACKAGES + " packages found)", 213, "/api/search/?q=wine"),
                new Route(
                        "install of " + FILES + " objects",
                        76,
                        "/api/package/" + name + "/" + one.hash() + "?subpath=&meta_only="));
    }

    private void measure(ServerProcess server, Registry registry, List<Route> routes, Report report)
            throws IOException {
        int runs = options.quick() ? 1 : 3;
        int seconds = options.quick() ? 2 : 5;
        var table = new Report.Table(
                "request",
                "the original",
                "aim",
                "measured, median of " + runs,
                "times as many",
                "half within",
                "99 % within",
                "for each second of the server's processor time");
        for (var route : routes) {
            var generator = new LoadGenerator(server.registry() + route.target(), registry.token());
            warmUp(generator);
            List<LoadGenerator.Outcome> outcomes = new ArrayList<>();
            double cpu = server.facts().cpuSeconds();
            for (int run = 0; run < runs; run++) {
                outcomes.add(generator.load(CONNECTIONS, seconds));
            }
            cpu = server.facts().cpuSeconds() - cpu;
            var rates = sample(outcomes, LoadGenerator.Outcome::perSecond);
            table.row(
                    route.name(),
                    Figures.rate(route.original()),
                    Figures.rate(route.original() * TIMES_MORE),
                    Figures.spread(rates, Figures::rate),
                    Figures.times(rates.median(), route.original()),
                    Figures.seconds(
                            sample(outcomes, LoadGenerator.Outcome::halfWithin).median()),
                    Figures.seconds(sample(outcomes, LoadGenerator.Outcome::nearlyAllWithin)
                            .median()),
                    Figures.rate(outcomes.stream()
                                    .mapToDouble(LoadGenerator.Outcome::requests)
                                    .sum()
                            / cpu));
        }
        report.table(table);
        report.paragraph("Memory resident after this load: "
                + Figures.bytes(server.facts().residentBytes()) + ".");
    }

    /** By number of requests: on a busy machine, seconds say little about what the compiler has seen. */
    private void warmUp(LoadGenerator generator) throws IOException {
        double left = options.quick() ? 4_000 : 40_000;
        for (int run = 0; run < MOST_WARM_UPS && left > 0; run++) {
            left -= generator.load(CONNECTIONS, 2).requests();
        }
    }

    private static Sample sample(List<LoadGenerator.Outcome> outcomes, ToDoubleFunction<LoadGenerator.Outcome> what) {
        return new Sample(outcomes.stream().map(what::applyAsDouble).toList());
    }
}
