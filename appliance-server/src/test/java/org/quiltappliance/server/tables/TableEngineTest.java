package org.quiltappliance.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.errors.ApplianceException.Unprocessable;
import org.quiltappliance.server.tables.worker.Found;
import org.quiltappliance.server.tables.worker.Source;
import org.quiltappliance.server.tables.worker.Work;
import org.quiltappliance.server.testing.TableFiles;

/** The real worker, and everything that may become of it. */
class TableEngineTest {

    private static final String ENDLESS =
            "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 1";

    @TempDir
    private Path folder;

    private TableEngine engine;
    private Source table;

    @BeforeEach
    void open() throws IOException {
        engine = engine(TableLimits.STANDARD);
        Path file = Files.write(folder.resolve("table"), TableFiles.parquet("SELECT range AS i FROM range(7)"));
        table = new Source("table", Source.Format.PARQUET, List.of(file.toString()), null);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private TableEngine engine(TableLimits limits) {
        return new TableEngine(folder.resolve("engine"), limits);
    }

    /** The standard limits with a few that a test is about. */
    private static TableLimits limits(int residentMegabytes, int seconds, Duration idle, int waiting) {
        return limits(TableLimits.STANDARD.engineMegabytes(), residentMegabytes, seconds, idle, waiting);
    }

    private static TableLimits limits(
            int engineMegabytes, int residentMegabytes, int seconds, Duration idle, int waiting) {
        var usual = TableLimits.STANDARD;
        return new TableLimits(
                engineMegabytes,
                usual.dataMegabytes(),
                residentMegabytes,
                usual.threads(),
                seconds,
                usual.grace(),
                usual.startPatience(),
                idle,
                waiting,
                usual.queuePatience(),
                usual.textBytes(),
                usual.cacheBytes(),
                usual.keepFreeBytes(),
                usual.copyPatience(),
                usual.exportBytes());
    }

    private void use(TableLimits limits) {
        engine.close();
        engine = engine(limits);
    }

    private long rows() {
        return engine.run(new Work.Outline(table), Found.Outline.class, new Errand())
                .rows();
    }

    /** The rows, once the worker that follows a dead one has started. */
    private long rowsAgain() {
        return await().ignoreExceptionsMatching(this::isStarting).until(this::rows, rows -> true);
    }

    private boolean isStarting(Throwable failure) {
        return failure instanceof Unavailable && failure.getMessage().contains("is starting");
    }

    private Found.Rows query(String sql) {
        return query(sql, new Errand());
    }

    private Found.Rows query(String sql, Errand errand) {
        return engine.run(
                new Work.Query(List.of(table), sql, new Work.Bounds(10, 100, 10_000)), Found.Rows.class, errand);
    }

    @Test
    void oneWorkerDoesOneThingAfterTheOther() {
        assertThat(engine.process()).isEmpty();

        assertThat(rows()).isEqualTo(7);
        var first = engine.process().orElseThrow();
        assertThat(query("SELECT sum(i) FROM \"table\"").rows()).isEqualTo(List.of(List.of("21")));

        assertThat(engine.process()).contains(first);
    }

    @Test
    void anIdleWorkerEndsAndTheNextTaskFindsAnother() {
        use(TableLimits.STANDARD.idle(Duration.ofMillis(50)));
        rows();

        await().until(() -> engine.process().isEmpty());

        assertThat(rows()).isEqualTo(7);
    }

    @Test
    void aWorkerThatIsKilledAmidItsWorkIsReplaced() {
        rows();
        var asked = CompletableFuture.runAsync(() -> query(ENDLESS));
        var worker = engine.process().orElseThrow();
        await().until(() ->
                worker.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() > 0);

        worker.destroyForcibly();

        assertThatThrownBy(asked::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Unavailable.class)
                .hasMessageContaining("ended unexpectedly");
        assertThat(rowsAgain()).isEqualTo(7);
        assertThat(engine.process().orElseThrow()).isNotEqualTo(worker);
    }

    @Test
    void whoGivesUpStopsTheWork() {
        rows();
        var errand = new Errand();
        var asked = CompletableFuture.runAsync(() -> query(ENDLESS, errand));

        errand.stop(Errand.Death.CANCELLED);

        assertThatThrownBy(asked::join).hasCauseInstanceOf(Conflict.class);
        assertThat(rowsAgain()).isEqualTo(7);
    }

    @Test
    void whatTakesTooLongEnds() {
        use(limits(960, 1, Duration.ofMinutes(1), 8));

        assertThatThrownBy(() -> query(ENDLESS))
                .isInstanceOf(Unprocessable.class)
                .hasMessage("This took too long and was stopped.");
        assertThat(rowsAgain()).isEqualTo(7);
    }

    /** Unlike a statement, it may be quicker the next time, so nobody is told that it is hopeless. */
    @Test
    void aTableThatTakesTooLongMayBeAskedForAgain() throws IOException {
        use(limits(960, 1, Duration.ofMinutes(1), 8));
        Path part = Files.write(
                folder.resolve("part"), TableFiles.parquet("SELECT md5(range::VARCHAR) AS word FROM range(100000)"));
        var hundredMillion =
                new Source("many", Source.Format.PARQUET, Collections.nCopies(1_000, part.toString()), null);
        var searched = new Work.Window(
                hundredMillion,
                0,
                null,
                10,
                List.of(),
                List.of(new Work.Condition(0, Work.Comparison.CONTAINS, "no hash")),
                null,
                new Work.Bounds(10, 100, 10_000));

        assertThatThrownBy(() -> engine.run(searched, Found.Window.class, new Errand()))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("took too long just now");
    }

    /** As the client writes every table, however long. */
    @Test
    void allColumnsOfATableInOneRowGroupNeedNoRoomForTheWholeGroup() throws IOException {
        var columns = IntStream.range(0, 20)
                .mapToObj(column -> "hash(range * 20 + " + column + ") / 1e15 AS n" + column)
                .collect(Collectors.joining(", "));
        var bytes = TableFiles.parquet("SELECT " + columns + " FROM range(250000)", "ROW_GROUP_SIZE 300000");
        assertThat(bytes.length).isGreaterThan(40_000_000);
        table = new Source(
                "table",
                Source.Format.PARQUET,
                List.of(Files.write(folder.resolve("long"), bytes).toString()),
                null);
        use(limits(
                64,
                TableLimits.STANDARD.residentMegabytes(),
                // What is shown is how much room it takes, not how long.
                60,
                TableLimits.STANDARD.idle(),
                TableLimits.STANDARD.waiting()));

        assertThat(query("SELECT * FROM \"table\" LIMIT 5 OFFSET 200000").rows())
                .hasSize(5)
                .allSatisfy(row -> assertThat(row).hasSize(20));
    }

    @Test
    void theSystemRefusesMemoryThatTheEngineDoesNotCount() {
        rows();
        var worker = engine.process().orElseThrow();

        assertThatThrownBy(() -> query("SELECT length(repeat('x', 2000000000 + i)) FROM \"table\""))
                .isInstanceOf(Unprocessable.class)
                .hasMessage("This needs more memory than there is for it.");
        assertThat(rows()).isEqualTo(7);
        assertThat(engine.process()).contains(worker);
    }

    @Test
    void aWorkerThatGrowsTooLargeIsKilled() {
        use(limits(20, 4, Duration.ofMinutes(1), 8));

        assertThatThrownBy(() -> query(ENDLESS))
                .isInstanceOf(Unprocessable.class)
                .hasMessage("This needs more memory than there is for it.");
    }

    @Test
    void tooManyWhoWaitAreSentAway() {
        use(limits(960, 2, Duration.ofMinutes(1), 0));

        assertThatThrownBy(this::rows)
                .isInstanceOf(Unavailable.class)
                .hasMessage("Many tables are being read just now. Try again in a moment.");
    }

    @Test
    void theWorkerKnowsNothingOfTheAppliance() throws IOException {
        rows();
        Path process = Path.of("/proc", "" + engine.process().orElseThrow().pid());

        assertThat(Files.readString(process.resolve("environ")).split("\0"))
                .allMatch(entry -> entry.matches("(LC_ALL|PWD|OLDPWD|SHLVL|_|NLSPATH|LD_LIBRARY_PATH)=.*"));
        assertThat(Files.readString(process.resolve("limits")))
                .containsPattern("Max data size +838860800 +838860800")
                .containsPattern("Max file size +536870912 +536870912")
                .containsPattern("Max core file size +0 +0");
        assertThat(Files.readString(process.resolve("cmdline")))
                .doesNotContain("jetty")
                .doesNotContain("h2-");
    }

    @Test
    void onlyTheFilesOfTheTaskAreOpened() throws IOException {
        Path other = Files.write(folder.resolve("other"), TableFiles.parquet("SELECT 1 AS secret"));
        Path written = folder.resolve("written");

        for (String sql : List.of(
                "FROM '" + other + "'",
                "FROM read_parquet('" + other + "')",
                "FROM read_text('/etc/passwd')",
                "FROM glob('/*')",
                "COPY (SELECT 1) TO '" + written + "'",
                "SELECT 1; COPY (SELECT 1) TO '" + written + "'",
                "SELECT 1\n) AS t(c0); COPY (SELECT 1) TO '" + written + "'; SELECT * FROM (SELECT 1",
                "SET enable_external_access = true",
                "CREATE TABLE x AS SELECT 1",
                "ATTACH '" + written + "' AS d",
                "INSTALL httpfs",
                "LOAD httpfs")) {
            assertThatThrownBy(() -> query(sql)).as(sql).isInstanceOf(Invalid.class);
        }
        assertThat(written).doesNotExist();
    }

    @Test
    void aClosedEngineLeavesNoProcess() {
        rows();
        var worker = engine.process().orElseThrow();

        engine.close();

        await().until(() -> !worker.isAlive());
        assertThatThrownBy(this::rows).isInstanceOf(Unavailable.class);
    }
}
