package org.quiltappliance.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How soon pages of the web catalog are there in Chromium, how well they scroll and how much is sent for them. What is done in
 * the browser stands in {@code bundled-catalog/e2e/bench}; the aims are those of {@code catalog.md} 12.
 */
final class CatalogBench implements Bench {

    private static final Path CATALOG = Path.of("bundled-catalog").toAbsolutePath();
    private static final int MOST_MINUTES = 30;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Path> BROWSERS = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    private final Options options;

    CatalogBench(Options options) {
        this.options = options;
    }

    @Override
    public void run(Report report) throws IOException {
        report.section("Web catalog, in Chromium");
        if (System.getenv("CHROMIUM") == null && BROWSERS.stream().noneMatch(Files::isExecutable)) {
            report.paragraph("Not measured: `chromium` is not installed.");
            return;
        }
        try (var server = ServerProcess.start(options.folder(), options.serverFlags(512))) {
            new CatalogPackages(server, options).push();
            var measured = measure(server);
            report.paragraph(
                    "On this computer, with the browser beside the registry. \"Nothing cached\" is a browser that has"
                            + " never seen the catalog. A frame of an animation takes 16.7 ms.");
            report.table(table(measured));
            report.paragraph("A page without scripts, `/login`, takes "
                    + Figures.spread(sample(measured, "plain"), CatalogBench::milliseconds)
                    + " in the same browser. Heap limit 512 MB; most memory ever resident: registry "
                    + Figures.bytes(server.facts().peakResidentBytes()) + ", program that reads tables "
                    + Figures.bytes(peakOfChildren(server.facts())) + ".");
        }
    }

    private JsonNode measure(ServerProcess server) throws IOException {
        var results = Files.createTempFile(options.folder(), "catalog", ".json");
        var printed = Files.createTempFile(options.folder(), "playwright", ".log");
        try {
            var command = new ProcessBuilder(
                            "node", "node_modules/@playwright/test/cli.js", "test", "--config", "bench.config.ts")
                    .directory(CATALOG.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile());
            command.environment().put("CATALOG_URL", server.catalog().toString());
            command.environment().put("REGISTRY_URL", server.registry().toString());
            command.environment().put("BENCH_RESULTS", results.toAbsolutePath().toString());
            command.environment().put("BENCH_RUNS", options.quick() ? "3" : "7");
            command.environment().put("NO_PROXY", "localhost,127.0.0.1");
            run(command, printed);
            return JSON.readTree(results.toFile());
        } finally {
            Files.delete(results);
            Files.delete(printed);
        }
    }

    private static void run(ProcessBuilder command, Path printed) throws IOException {
        var process = command.start();
        try {
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroyForcibly();
                throw new IllegalStateException("The browser measured nothing:\n" + Files.readString(printed));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", interrupted);
        }
    }

    private static Report.Table table(JsonNode measured) {
        var table = new Report.Table("what", "aim", "measured, median", "sent");
        row(
                table,
                measured,
                "package page, nothing cached: its text is there",
                "under 800 ms",
                "package.content",
                null);
        row(table, measured, "… and it takes clicks", "under 1.5 s", "package.interactive", "package.bytes");
        row(table, measured, "package page, again", Figures.NONE, "package.again", null);
        row(
                table,
                measured,
                "100,000 files, nothing cached: the list of folders",
                Figures.NONE,
                "many.root",
                "many.bytes");
        row(table, measured, "a folder of 1,000 of them, by a click", Figures.NONE, "many.folder", null);
        row(table, measured, "10 of 100,000 files, found by name", Figures.NONE, "many.find", null);
        row(table, measured, "each frame while the 1,000 files scroll", Figures.NONE, "many.frames", null);
        row(
                table,
                measured,
                "1,000,000 rows × 21 columns, program that reads tables not started yet",
                Figures.NONE,
                "table.started",
                null);
        row(
                table,
                measured,
                "1,000,000 rows × 21 columns, nothing cached: first screen",
                "under 1.5 s and 1 MB",
                "table.first",
                "table.bytes");
        row(table, measured, "jump to row 900,000", "under 2 s", "table.jump", "table.jumpBytes");
        return table;
    }

    private static void row(
            Report.Table table, JsonNode measured, String what, String aim, String times, String bytes) {
        table.row(
                what,
                aim,
                Figures.spread(sample(measured, times), CatalogBench::milliseconds),
                bytes == null
                        ? Figures.NONE
                        : Figures.bytes(sample(measured, bytes).median()));
    }

    private static String milliseconds(double milliseconds) {
        return Figures.seconds(milliseconds / 1000);
    }

    private static Sample sample(JsonNode measured, String name) {
        List<Double> values = new ArrayList<>();
        measured.path(name).forEach(value -> values.add(value.doubleValue()));
        return new Sample(values);
    }

    private static double peakOfChildren(ProcessFacts server) throws IOException {
        double most = 0;
        for (var child : server.children()) {
            most = Math.max(most, child.peakResidentBytes());
        }
        return most;
    }
}
