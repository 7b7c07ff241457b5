package org.quiltappliance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minio.ListObjectsArgs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.OriginalRegistry;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;
import org.quiltappliance.server.testing.Thorough;
import org.quiltappliance.server.testing.Thoroughness;
import org.quiltappliance.server.testing.Tree;

/**
 * Kills the real process while it brings an original registry over, into PostgreSQL and a bucket, and runs it again: nothing
 * is half there in between, and in the end all is as if nobody had killed it.
 */
class ImportKillIT extends CommandSetup {

    private static final int KILLED = 137;
    private static final int PACKAGES = 5;
    private static final int REVISIONS = 3;
    private static final int LARGE = 400;

    /** Whoever inserts a certain row waits for as long as the test holds this lock. */
    private static final long LOCK = 4711;

    private static final OriginalRegistry ORIGINAL = new OriginalRegistry();

    private static Optional<Whole> known = Optional.empty();

    private TestStorage storage;
    private Connection rows;

    /** Where it is killed. */
    private enum Point {
        USERS("account", "new.name = 'carol'"),
        PACKAGE("push_log", "exists (select from package where id = new.package_id and name = 'data2')"),
        EVENTS("event", "new.package_name = 'data1'");

        private final String table;
        private final String row;

        Point(String table, String row) {
            this.table = table;
            this.row = row;
        }
    }

    @BeforeAll
    static void fillOriginal() {
        ORIGINAL.user("alice", "alice@example.org", OriginalRegistry.PASSWORD_HASH, true);
        ORIGINAL.user("bob", "bob@example.org", OriginalRegistry.PASSWORD_HASH, false);
        ORIGINAL.user("carol", "carol@example.org", OriginalRegistry.DJANGO_HASH, false);
        for (int p = 0; p < PACKAGES; p++) {
            String name = "data" + p;
            ORIGINAL.pkg("alice", name);
            for (int r = 0; r < REVISIONS; r++) {
                ORIGINAL.push(
                        "alice",
                        name,
                        Tree.of("README", "# Package " + p + "\n", "numbers", "revision " + r + " of " + p));
            }
            ORIGINAL.grant("alice", name, "bob");
            ORIGINAL.comment("alice", name, "bob", "Well done");
            ORIGINAL.invite("alice", name, "dave@example.org");
            ORIGINAL.installed("bob", "alice", name);
        }
        ORIGINAL.pkg("bob", "large");
        ORIGINAL.push("bob", "large", Samples.many(7, LARGE, 1000));
    }

    @AfterAll
    static void closeOriginal() {
        ORIGINAL.close();
    }

    @BeforeEach
    void settle() throws SQLException {
        rows = freshPlace();
    }

    /** Lets the command have an empty place. */
    private Connection freshPlace() throws SQLException {
        storage = TestStorage.of(TestDatabase.S3_PROXY);
        var database = (DatabaseConfig.Postgres) storage.database();
        var bucket = (StoreConfig.S3) storage.store();
        environment.put("APPLIANCE_DB", "external");
        environment.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(database));
        environment.put("APPLIANCE_STORE", "external");
        environment.put("S3_ENDPOINT", bucket.endpoint().toString());
        environment.put("PACKAGE_BUCKET_NAME", bucket.bucket());
        environment.put("AWS_ACCESS_KEY_ID", bucket.accessKey());
        environment.put("AWS_SECRET_ACCESS_KEY", bucket.secretKey().reveal());
        environment.put("PGPASSWORD", ORIGINAL.database().password().reveal());
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().reveal());
    }

    @AfterEach
    void close() throws SQLException {
        rows.close();
        storage.close();
    }

    private static String[] importLine() {
        var database = ORIGINAL.database();
        String address =
                "postgresql://" + database.user() + "@" + database.jdbcUrl().substring("jdbc:postgresql://".length());
        return new String[] {"import-quilt2", "--database", address, "--objects", ORIGINAL.objects()};
    }

    private List<String> query(String sql) throws SQLException {
        try (var statement = rows.createStatement();
                var result = statement.executeQuery(sql)) {
            var lines = new ArrayList<String>();
            while (result.next()) {
                lines.add(result.getString(1));
            }
            return lines;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = rows.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every row there is, in words that do not depend on numbers that a database gives out. */
    private Map<String, List<String>> everyRow() throws SQLException {
        var all = new TreeMap<String, List<String>>();
        for (String table : query("select tablename from pg_tables where schemaname = 'public'"
                + " and tablename not in ('node') and tablename not like 'flyway%'")) {
            all.put(table, query(row(table)));
        }
        return all;
    }

    private static String row(String table) {
        return """
                select (to_jsonb(t) - '{id,package_id,revision_id}'::text[])::text
                       || coalesce((select ' of ' || p.owner || '/' || p.name from package p
                                     where p.id = (to_jsonb(t) ->> 'package_id')::bigint), '')
                       || coalesce((select ' in ' || p.owner || '/' || p.name || ' at ' || encode(r.hash, 'hex')
                                      from revision r join package p on p.id = r.package_id
                                     where r.id = (to_jsonb(t) ->> 'revision_id')::bigint), '')
                  from %s t order by 1
                """.formatted(table);
    }

    /** What is in the bucket: keys with lengths and sums. */
    private Map<String, String> stored() throws Exception {
        var bucket = (StoreConfig.S3) storage.store();
        var stored = new TreeMap<String, String>();
        for (var found : MinioServer.client(bucket)
                .listObjects(ListObjectsArgs.builder()
                        .bucket(bucket.bucket())
                        .recursive(true)
                        .build())) {
            stored.put(
                    found.get().objectName(),
                    found.get().size() + " " + found.get().etag());
        }
        return stored;
    }

    private List<Path> filesOfUploads() throws IOException {
        try (Stream<Path> files = Files.walk(home.folder())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("upload"))
                    .toList();
        }
    }

    /** What comes into another place, where nobody disturbs the import. */
    private record Whole(Map<String, List<String>> rows, Map<String, String> objects) {}

    /** The same for all tests here. */
    private Whole whole() throws Exception {
        if (known.isEmpty()) {
            known = Optional.of(undisturbed());
        }
        return known.get();
    }

    private Whole undisturbed() throws Exception {
        var mine = Map.copyOf(environment);
        var myRows = rows;
        var myStorage = storage;
        try (var others = freshPlace()) {
            rows = others;
            environment.put("APPLIANCE_HOME", folder.resolve("undisturbed").toString());
            run("undisturbed", importLine());
            var everything = new Whole(everyRow(), stored());
            assertThat(everything.rows().get("push_log")).hasSize(PACKAGES * REVISIONS + 1);
            assertThat(everything.rows().get("event")).hasSize(PACKAGES * (REVISIONS + 1) + 1);
            return everything;
        } finally {
            storage.close();
            storage = myStorage;
            rows = myRows;
            environment.putAll(mine);
        }
    }

    private void makeTables() {
        try (var database = new Database(storage.database())) {
            database.open();
            database.migrate();
        }
    }

    private void holdAt(Point point) throws Exception {
        makeTables();
        execute("select pg_advisory_lock(" + LOCK + ")");
        execute("create function wait_here() returns trigger language plpgsql as $$ begin if " + point.row
                + " then perform pg_advisory_xact_lock(" + LOCK + "); end if; return new; end $$");
        execute("create trigger wait_here before insert on " + point.table
                + " for each row execute function wait_here()");
    }

    private void letGo() throws SQLException {
        execute("select pg_advisory_unlock(" + LOCK + ")");
        await("end of the sessions of the killed process")
                .atMost(PATIENCE)
                .until(() -> query("select 1 from pg_stat_activity where datname = current_database()"
                                + " and pid <> pg_backend_pid()")
                        .isEmpty());
        execute("drop function wait_here() cascade");
    }

    private void assertKilledInTheMiddle(Process process, Whole whole) throws Exception {
        assertThat(process.isAlive()).as(told("killed")).isTrue();
        killNow(process);
        assertThat(process.exitValue()).isEqualTo(KILLED);
        var rowsNow = everyRow();
        assertThat(rowsNow).isNotEqualTo(whole.rows());
        // Each package is there with all that belongs to it, or not at all.
        var packages = query("select owner || '/' || name from package");
        whole.rows()
                .forEach((table, lines) -> assertThat(rowsNow.get(table))
                        .as(table)
                        .filteredOn(line -> isOfPackage(line))
                        .isEqualTo(lines.stream()
                                .filter(line -> packages.stream()
                                        .anyMatch(name -> line.contains(" of " + name) || line.contains(" in " + name)))
                                .toList()));
    }

    private static boolean isOfPackage(String line) {
        return line.contains(" of alice/")
                || line.contains(" of bob/")
                || line.contains(" in alice/")
                || line.contains(" in bob/");
    }

    private void assertWholeAfterAnotherRun(Whole whole) throws Exception {
        run("again", importLine());

        assertThat(everyRow()).isEqualTo(whole.rows());
        assertThat(stored()).isEqualTo(whole.objects());
        assertThat(filesOfUploads()).isEmpty();
    }

    static List<Point> points() {
        return Thoroughness.of(1, List.of(Point.values()));
    }

    @ParameterizedTest
    @MethodSource("points")
    void killedBetweenRowsItShowsNothingHalfAndTheNextRunCompletesIt(Point point) throws Exception {
        var whole = whole();
        holdAt(point);
        var process = command("killed", importLine());
        await("the row at which it waits")
                .atMost(PATIENCE)
                .until(() -> !process.isAlive()
                        || !query("select 1 from pg_locks where locktype = 'advisory' and not granted and database ="
                                        + " (select oid from pg_database where datname = current_database())")
                                .isEmpty());

        assertKilledInTheMiddle(process, whole);

        letGo();
        assertWholeAfterAnotherRun(whole);
    }

    @Test
    @Thorough
    void killedBetweenObjectsItShowsNothingHalfAndTheNextRunCompletesIt() throws Exception {
        var whole = whole();
        makeTables();
        var process = command("killed", importLine());
        await("some objects of the large package")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(PATIENCE)
                .until(() -> !process.isAlive() || stored().size() > LARGE / 4);

        assertKilledInTheMiddle(process, whole);

        assertThat(query("select name from package")).doesNotContain("large");
        assertThat(stored()).hasSizeLessThan(whole.objects().size());
        assertWholeAfterAnotherRun(whole);
        run("verified", "backup", "verify", "--data");
    }
}
