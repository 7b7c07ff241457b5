package org.quiltappliance.server.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Measures the registry and prints a page of Markdown. Run from the top folder of the project, on Linux, by {@code
 * appliance-server/src/test/bench/bench.sh}, which brings {@code wrk} and {@code nginx}; see {@link Options#USAGE}.
 */
public final class Benchmarks {

    private static final Path PAGE = Path.of("docs", "benchmarks.md");

    private final Options options;
    private final PrintStream progress;

    Benchmarks(Options options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    public static void main(String[] arguments) throws IOException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        String page = new Benchmarks(options, System.err).page();
        System.out.print(page);
        if (options.write()) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
    }

    /** Measures everything that is asked for. */
    String page() throws IOException {
        Files.createDirectories(options.folder());
        var report = new Report().title("Benchmarks").paragraph("""
                Made by `./run bench --write`. The appliance runs in test mode (tables in memory, objects in a folder) as a
                process of its own; the client shares the processors with it. So each figure is given as the client's time,
                and beside it the processor time that the server used for it. A range is the least and the most of all runs.
                "The original" is the registry of Quilt 2 with 8 processes and PostgreSQL 15, measured once on a machine with
                2 processors; its figures are quoted, not measured here. Objects are put into the store's folder before a
                push, so that a push shows what the registry does, and an upload what the object routes do.""");
        report.table(Machine.table(options));
        for (var part : options.parts()) {
            long before = System.nanoTime();
            progress.println("Measuring: " + part.name().toLowerCase(Locale.ROOT));
            bench(part).run(report);
            progress.printf(Locale.ROOT, "  took %.0f s%n", (System.nanoTime() - before) / 1e9);
        }
        return report.markdown();
    }

    private Bench bench(Options.Part part) {
        return switch (part) {
            case PACKAGES -> PackageBench.usual(options);
            case RATES -> new RateBench(options);
            case OBJECTS -> new ObjectBench(options);
            case LINKS -> new LinkBench(options);
            case CATALOG -> new CatalogBench(options);
            case START -> new StartBench(options);
            case WINDOW -> new WindowBench(options);
            case LARGE -> PackageBench.large(options);
        };
    }
}
