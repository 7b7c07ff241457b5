package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TableFiles;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;
import org.quiltappliance.server.testing.Thoroughness;
import org.quiltappliance.server.testing.Tree;
import org.quiltappliance.server.testing.WorkbookFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queries and files that mean harm: each ends within six seconds and a gigabyte, with words for whoever sent it and nothing else
 * done, while somebody pushes and installs beside it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTablesIT {

    private static final Logger log = LoggerFactory.getLogger(HostileTablesIT.class);
    private static final Duration MOST = Duration.ofSeconds(6);
    private static final long MOST_BYTES = 1L << 30;
    /** Each keeps a worker busy up to its limit. */
    private static final Set<String> LASTING =
            Set.of("odd_line.csv", "odd_quote.csv", "odd_bomb.csv.gz", "attribute.xlsx", "odd_wide.xlsx");

    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String TEXTS = "xl/sharedStrings.xml";

    private final TestStorage storage = TestStorage.of(TestDatabase.H2);
    private final AtomicLong largest = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Duration> quiet = new ArrayList<>();
    private final List<Duration> beside = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<ServerSocket> listener = new AtomicReference<>();
    private final AtomicReference<CompletableFuture<Void>> watching = new AtomicReference<>();
    private final AtomicReference<StartedAppliance> running = new AtomicReference<>();
    private final AtomicReference<Person> owner = new AtomicReference<>();
    private final AtomicReference<Pkg> pkg = new AtomicReference<>();
    private final AtomicReference<Tree> tree = new AtomicReference<>();

    @BeforeAll
    void fill() throws IOException {
        running.set(StartedAppliance.start(storage, Switches.ALL_ON));
        owner.set(appliance().person());
        pkg.set(new Pkg(owner.get().name(), Samples.fresh("pkg")));
        listener.set(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        var made = Tree.empty().table("t", TableFiles.parquet("SELECT range AS i, 'v' || range AS v FROM range(1000)"));
        for (var file : files().entrySet()) {
            made.file(nodeName(file.getKey()), file.getValue().get(), file.getKey());
        }
        tree.set(made);
        new QuiltClient(appliance().client().as(owner.get())).push(pkg.get(), made);
        for (int i = 0; i < 60; i++) {
            var took = pushAndInstall();
            if (i >= 30) {
                quiet.add(took);
            }
        }
        watching.set(CompletableFuture.runAsync(this::watch));
    }

    @AfterAll
    void stop() throws IOException {
        over.set(true);
        watching.get().join();
        listener.get().close();
        appliance().close();
        storage.close();
    }

    private StartedAppliance appliance() {
        return running.get();
    }

    private RegistryClient browser() {
        return appliance().client().asBrowser().at(appliance().catalog()).as(owner.get());
    }

    private static String nodeName(String file) {
        return "f_" + file.replaceAll("\\W", "_");
    }

    /** Looks all the time how large workers are. */
    private void watch() {
        while (!over.get()) {
            ProcessHandle.current().children().forEach(child -> {
                Path status = Path.of("/proc", "" + child.pid(), "status");
                try {
                    if (Files.readString(Path.of("/proc", "" + child.pid(), "cmdline"))
                            .contains("WorkerMain")) {
                        Files.readString(status)
                                .lines()
                                .filter(line -> line.startsWith("VmHWM"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                                .forEach(bytes -> largest.accumulateAndGet(bytes, Math::max));
                    }
                } catch (IOException | UncheckedIOException gone) {
                    // It just ended; the next look finds the next one.
                    Thread.onSpinWait();
                }
            });
            LockSupport.parkNanos(20_000_000);
        }
    }

    private Duration pushAndInstall() {
        var client = new QuiltClient(appliance().client().as(owner.get()));
        var one = new Pkg(owner.get().name(), Samples.fresh("beside"));
        var contents = Tree.of("a", Samples.fresh("some text"), "b/c", "more of it");
        long begin = System.nanoTime();
        client.push(one, contents);
        var installed = client.install(one);
        var took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(installed.hash()).isEqualTo(contents.hash());
        assertThat(installed.objects()).containsOnlyKeys(contents.objects().keySet());
        return took;
    }

    /** Asks it, while others push and install. */
    private Answer withinLimits(Supplier<Answer> ask) {
        var asked = CompletableFuture.supplyAsync(() -> {
            long begin = System.nanoTime();
            var answer = ask.get();
            var took = Duration.ofNanos(System.nanoTime() - begin);
            longest.accumulateAndGet(took.toMillis(), Math::max);
            assertThat(took).as("%s", answer).isLessThan(MOST);
            return answer;
        });
        do {
            beside.add(pushAndInstall());
            LockSupport.parkNanos(20_000_000);
        } while (!asked.isDone());
        var answer = asked.join();
        assertThat(largest.get()).as("bytes of the largest worker").isLessThan(MOST_BYTES);
        return answer;
    }

    /** The answer of a worker: while one starts after the last one died, nothing is tried. */
    private Answer tried(Supplier<Answer> ask) {
        var last = new AtomicReference<Answer>();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            last.set(withinLimits(ask));
            return last.get().status() != 503 || !last.get().message().contains("is starting");
        });
        return last.get();
    }

    static Stream<String> statements() {
        return Stream.of(
                // Files and what else there is around.
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM '/etc/passwd'",
                "FROM '/proc/self/environ'",
                "FROM \"/etc/passwd\"",
                "SELECT * FROM read_text('/proc/self/environ')",
                "SELECT * FROM \"read_blob\"('/etc/shadow')",
                "SELECT * FROM glob('/**')",
                "SELECT * FROM parquet_metadata('{object}')",
                "SELECT * FROM read_parquet('{objects}/*/*')",
                "SELECT * FROM '{objects}/../h2.mv.db'",
                "FROM 'http://127.0.0.1:{port}/x.parquet'",
                "FROM 's3://bucket/x.parquet'",
                "SELECT * FROM read_json('https://127.0.0.1:{port}/x')",
                "SELECT * FROM sniff_csv('/etc/passwd')",
                "SELECT getenv('APPLIANCE_SECRET_KEY')",
                "SELECT * FROM duckdb_settings()",
                "SELECT current_setting('allowed_paths')",
                "SELECT sql FROM duckdb_views()",
                "SELECT * FROM information_schema.views",
                "SELECT * FROM pragma_database_list",
                // Something else than a selection.
                "COPY t TO '{target}'",
                "COPY (SELECT 1) TO '{object}'",
                "COPY t FROM '/etc/passwd'",
                "SELECT 1; COPY (SELECT 1) TO '{target}'",
                "SELECT 1 -- \n; COPY (SELECT 1) TO '{object}'",
                "SELECT 1\n) AS t(c0); COPY (SELECT 1) TO '{object}'; SELECT * FROM (SELECT 1",
                "SELECT 1) TO '{object}' (FORMAT csv) --",
                "WITH x AS (COPY (SELECT 1) TO '{target}') SELECT 1",
                "ATTACH '{target}' AS d",
                "ATTACH ':memory:' AS d",
                "INSTALL httpfs",
                "LOAD httpfs",
                "LOAD '{object}'",
                "SET enable_external_access = true",
                "RESET lock_configuration",
                "PRAGMA memory_limit='100GB'",
                "CALL pragma_version()",
                "EXPORT DATABASE '{target}'",
                "CREATE TABLE x AS SELECT 1",
                "DROP VIEW t",
                "INSERT INTO t VALUES (1, 'x')",
                "SELECT * FROM query('COPY t TO 1')",
                "SELECT * FROM json_execute_serialized_sql('{}')",
                "EXPLAIN ANALYZE SELECT 1",
                // Too much of everything.
                "SELECT repeat('x', 2000000000)",
                "SELECT length(repeat('x', 2000000000 + i)) FROM t",
                "SELECT repeat(v, 500000000) FROM t",
                "SELECT list(range) FROM range(3000000000)",
                "SELECT list_sum(range(10000000000))",
                "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE (a.range * b.range) % 7 = 1",
                "SELECT count(*) FROM t a, t b, t c, t d, t e WHERE a.i + b.i + c.i + d.i + e.i = 17",
                "SELECT count(*) FROM (SELECT DISTINCT a.i * b.i * c.i AS x FROM t a, t b, t c)",
                "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r",
                "WITH RECURSIVE r AS (SELECT 'x' AS n UNION ALL SELECT n || n FROM r) SELECT max(length(n)) FROM r",
                "SELECT string_agg(a.v || b.v || c.v) FROM t a, t b, t c",
                "SELECT lpad('x', 2000000000, 'y')",
                "SELECT format('{:>2000000000}', 'x')",
                "SELECT printf('%2000000000d', 1)",
                "SELECT range FROM range(100000000000) ORDER BY hash(range) DESC",
                "SELECT array_agg(x) FROM (SELECT unnest(range(100000)) AS x, i FROM t)",
                "SELECT histogram(a.i * b.i * c.i) FROM t a, t b, t c",
                "PIVOT (SELECT range AS r FROM range(1000000)) ON r USING count(*)",
                "SELECT " + "(".repeat(9_000) + "1" + ")".repeat(9_000),
                "SELECT " + "NOT ".repeat(4_000) + "true",
                "SELECT " + "1+".repeat(9_000) + "'x'",
                "SELECT * FROM " + "(SELECT * FROM ".repeat(900) + "nothing" + ")".repeat(900));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aStatementDoesNothingButFail(String text) throws IOException {
        Path object = object();
        Path target = storage.folder().resolve("written");
        String statement = text.replace("{object}", object.toString())
                .replace("{objects}", object.getParent().getParent().toString())
                .replace("{target}", target.toString())
                .replace("{port}", "" + listener.get().getLocalPort());

        var answer = tried(() -> browser().post("/api/ui/sql/" + pkg.get() + "/latest", Map.of("sql", statement)));

        assertThat(answer.status()).as("%s", answer).isIn(400, 422, 503);
        assertThat(answer.message()).isNotBlank();
        if (!text.contains("{object")) {
            assertThat(answer.message()).doesNotContain(storage.folder().toString());
        }
        assertThat(target).doesNotExist();
        assertThat(Files.readAllBytes(object))
                .isEqualTo(tree.get().bytes(tree.get().objectAt("t")));
        assertThat(connections()).isEmpty();
    }

    private Path object() {
        var folder = (StoreConfig.Folder) storage.store();
        return folder.folder()
                .resolve("objs")
                .resolve(owner.get().name())
                .resolve(tree.get().objectAt("t"));
    }

    /** Who came to the listener that statements name. */
    private List<Socket> connections() throws IOException {
        listener.get().setSoTimeout(1);
        try {
            return List.of(listener.get().accept());
        } catch (SocketTimeoutException nobody) {
            return List.of();
        }
    }

    /** Files by name; those that begin with "odd" may be readable, in part. */
    private static Map<String, Supplier<byte[]>> files() {
        Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();
        files.put(
                "bomb.parquet",
                () -> TableFiles.parquet(
                        "SELECT repeat('x', 1000000) AS x FROM range(3000)", "COMPRESSION zstd, ROW_GROUP_SIZE 2048"));
        files.put("cut.parquet", () -> Arrays.copyOf(TableFiles.parquet("SELECT range FROM range(100000)"), 20_000));
        files.put("flipped.parquet", () -> {
            byte[] bytes = TableFiles.parquet("SELECT range, 'v' || range AS v FROM range(5000)");
            for (int i = 40; i < bytes.length - 8; i += 97) {
                bytes[i] ^= 0x55;
            }
            return bytes;
        });
        files.put("footer.parquet", () -> {
            byte[] bytes = TableFiles.parquet("SELECT 1 AS one");
            Arrays.fill(bytes, bytes.length - 8, bytes.length - 4, (byte) 0x7f);
            return bytes;
        });
        files.put("none.parquet", () -> "PAR1PAR1".getBytes(StandardCharsets.US_ASCII));
        files.put("deep.jsonl", () -> ("[".repeat(1_000_000) + "\n").getBytes(StandardCharsets.US_ASCII));
        files.put(
                "odd_deep.jsonl",
                () -> ("{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000) + "\n").getBytes(StandardCharsets.US_ASCII));
        files.put("long.jsonl", () -> ("{\"a\": \"" + "x".repeat(30_000_000)).getBytes(StandardCharsets.US_ASCII));
        files.put("odd_keys.jsonl", () -> {
            var text = new StringBuilder();
            for (int i = 0; i < 100_000; i++) {
                text.append("{\"k").append(i).append("\": ").append(i).append("}\n");
            }
            return text.toString().getBytes(StandardCharsets.US_ASCII);
        });
        files.put("odd_columns.csv", () -> ("x,".repeat(300_000) + "x\n").getBytes(StandardCharsets.US_ASCII));
        files.put("odd_line.csv", () -> "x".repeat(30_000_000).getBytes(StandardCharsets.US_ASCII));
        files.put("odd_quote.csv", () -> ("a,b\n\"" + "x\n".repeat(5_000_000)).getBytes(StandardCharsets.US_ASCII));
        files.put("odd_bytes.csv", () -> {
            byte[] bytes = new byte[5_000_000];
            new Random(7).nextBytes(bytes);
            return bytes;
        });
        files.put("odd_bomb.csv.gz", () -> {
            var out = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(out)) {
                byte[] line = "0,0,0,0,0,0,0\n".repeat(70_000).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 1_000; i++) {
                    gzip.write(line);
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return out.toByteArray();
        });
        workbooks(files);
        files.put("no.csv.gz", () -> "no gzip".getBytes(StandardCharsets.US_ASCII));
        return files;
    }

    private static void workbooks(Map<String, Supplier<byte[]>> files) {
        String begin = "<worksheet><sheetData>";
        files.put("bomb.xlsx", () -> workbook(SHEET, begin, " ".repeat(100_000), 4_000));
        files.put("texts.xlsx", () -> workbook(TEXTS, "<sst>", "<si><t>x</t></si>".repeat(1_000), 4_000));
        files.put("one_text.xlsx", () -> workbook(TEXTS, "<sst><si><t>", "x".repeat(100_000), 600));
        files.put("deep.xlsx", () -> workbook(SHEET, begin, "<row>".repeat(1_000), 1_000));
        files.put("attribute.xlsx", () -> workbook(SHEET, begin + "<row r=\"", "1".repeat(100_000), 1_000));
        files.put("name.xlsx", () -> workbook(SHEET, begin + "<", "r".repeat(100_000), 1_000));
        files.put("far.xlsx", () -> workbook(SHEET, begin, "<row><c r=\"ZZZZZ1\"><v>1</v></c></row>", 1));
        files.put(
                "odd_wide.xlsx",
                () -> workbook(SHEET, begin, "<row>" + "<c><v>1</v></c>".repeat(4_000) + "</row>", 200));
        files.put(
                "entities.xlsx",
                () -> workbook(
                        SHEET,
                        "<!DOCTYPE x [<!ENTITY a \"" + "x".repeat(10_000) + "\"><!ENTITY b \"" + "&a;".repeat(1_000)
                                + "\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>" + begin,
                        "<row><c t=\"str\"><v>&b;&f;</v></c></row></sheetData></worksheet>",
                        1));
        files.put(
                "leads_out.xlsx",
                () -> WorkbookFile.sharing()
                        .part(
                                "_rels/.rels",
                                "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\""
                                        + " Target=\"../../../../etc/passwd\"/></Relationships>")
                        .bytes());
    }

    /** With one sheet, and this instead of one of its parts. */
    private static byte[] workbook(String part, String begin, String repeated, int times) {
        return WorkbookFile.sharing("<t>x</t>")
                .sheet("s", "<row><c t=\"s\"><v>0</v></c></row>")
                .part(part, begin, repeated, times)
                .bytes();
    }

    static Stream<String> names() {
        return files().keySet().stream().filter(name -> Thoroughness.isWanted() || !LASTING.contains(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aFileDoesNothingButFail(String name) {
        for (String query : List.of("", "?sort=0:desc&limit=1000", "?filter=0:contains:zz")) {
            var answer = tried(() -> browser().get("/api/ui/rows/" + pkg.get() + "/latest/" + nodeName(name) + query));

            if (answer.status() == 200) {
                assertThat(name.startsWith("odd") || name.equals("bomb.parquet"))
                        .as("%s", answer)
                        .isTrue();
                assertThat(answer.bytes().length).isLessThan(20_000_000);
            } else {
                assertThat(answer.status()).as("%s", answer).isIn(400, 413, 422, 503);
                assertThat(answer.message())
                        .isNotBlank()
                        .doesNotContain(storage.folder().toString());
            }
        }
    }

    @Test
    void tablesAreReadAsEver() {
        var answer = tried(() -> browser().get("/api/ui/rows/" + pkg.get() + "/latest/t"));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    @AfterAll
    void pushesAndInstallsWentOnAsUsual() {
        var usual = median(quiet);
        var then = median(beside);
        log.info(
                "Push and install: {} ms alone, {} ms beside ({} of them, longest {} ms); largest worker {} MiB, longest answer {} ms",
                usual.toMillis(),
                then.toMillis(),
                beside.size(),
                Collections.max(beside).toMillis(),
                largest.get() >> 20,
                longest.get());
        assertThat(then).isLessThan(usual.multipliedBy(3).plusMillis(300));
    }

    private static Duration median(List<Duration> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}
