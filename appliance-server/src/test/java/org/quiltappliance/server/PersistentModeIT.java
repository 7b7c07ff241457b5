package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.testing.Cable;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.Samples;

/** Persistent mode with a PostgreSQL elsewhere and objects in a folder ({@code control-panel.md} sections 5, 6 and 9). */
class PersistentModeIT extends PersistentSetup {

    private static final Duration PULSE = Duration.ofMillis(50);

    private final DatabaseConfig.Postgres database = PostgresServer.freshDatabase();
    private final URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));

    @BeforeEach
    void chooseADatabaseElsewhere() {
        useDatabase(database);
    }

    @Override
    Duration pulse() {
        return PULSE;
    }

    private void databaseAt(int port, String password) {
        environment.put(
                "SQLALCHEMY_DATABASE_URI",
                "postgresql://" + database.user() + ":" + password + "@127.0.0.1:" + port + server.getPath());
    }

    /** What the test of the connection finds, which ends a start in the same words. */
    private Problem refusal() throws Exception {
        var service = open();
        var tested = service.check().get(60, SECONDS).stream()
                .filter(check -> check.id().equals("PF-E1"))
                .flatMap(check -> check.problem().stream())
                .findFirst()
                .orElseThrow();
        end(service);

        assertThat(failure()).returns(tested.code(), Problem::code).returns(tested.message(), Problem::message);
        return tested;
    }

    private void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().reveal());
                var work = connection.createStatement()) {
            work.execute(statement);
        }
    }

    @Test
    void everythingIsThereAfterARestart() throws Exception {
        var tree = Samples.demo();
        var pkg = new Pkg("admin", "kept");
        var first = started();
        var token = admin();
        new QuiltClient(token).push(pkg, tree);
        assertThat(first.snapshot().location()).contains(home.objects().toString(), "PostgreSQL at 127.0.0.1");
        end(first);

        started();

        assertThat(new QuiltClient(token).install(pkg).objects()).containsOnlyKeys(tree.objectHashes());
        assertThat(administrators).as("shown once").hasSize(1);
    }

    @Test
    void administratorOfTheSettingsIsMadeWithoutShowingAPassword() throws Exception {
        environment.put("APPLIANCE_ADMIN_USER", "ann");
        environment.put("APPLIANCE_ADMIN_PASSWORD", "correct horse");

        started();

        assertThat(administrators).isEmpty();
        assertThat(client().post("/api/login", Map.of("username", "ann", "password", "correct horse"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void lostDatabaseDegradesAndComesBackByItself() throws Exception {
        try (var cable = Cable.to(server.getPort())) {
            databaseAt(cable.port(), database.password().reveal());
            var service = started();
            var admin = admin();

            cable.cut();

            await().atMost(30, SECONDS).until(() -> service.snapshot().state() == ApplianceState.DEGRADED);
            assertThat(service.snapshot().problems()).extracting(Problem::code).contains(ProblemCode.DB_DOWN);
            var refused = admin.get("/api/search/?q=x");
            assertThat(refused.status()).as("%s", refused).isEqualTo(503);
            assertThat(refused.message()).isEqualTo("The database does not answer. Try again in a moment.");
            assertThat(refused.header("Retry-After")).contains("5");

            cable.mend();

            await().atMost(60, SECONDS).until(() -> service.snapshot().state() == ApplianceState.RUNNING);
            assertThat(admin.get("/api/search/?q=x").status()).isEqualTo(200);
        }
    }

    @Test
    void requestThatLosesItsDatabaseIsToldToComeBack() throws Exception {
        try (var cable = Cable.to(server.getPort())) {
            databaseAt(cable.port(), database.password().reveal());
            started();
            var admin = admin();

            cable.cut();
            var refused = admin.get("/api/search/?q=x");

            assertThat(refused.status()).as("%s", refused).isEqualTo(503);
            assertThat(refused.message()).contains("Try again in a moment");
        }
    }

    @Test
    void emptiedStorageIsNotShownToAnybody() throws Exception {
        var service = started();
        new QuiltClient(admin()).push(new Pkg("admin", "lost"), Samples.demo());
        end(service);
        try (var files = Files.walk(home.objects())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }

        var problem = failure();

        assertThat(problem.code()).isEqualTo(ProblemCode.STORE_DATA_MISSING);
        assertThat(problem.message()).contains(home.objects().toString());
    }

    @Test
    @Tag("AT-29")
    void wrongPasswordIsToldAsSuch() throws Exception {
        databaseAt(server.getPort(), "wrong");

        var problem = refusal();

        assertThat(problem.code()).isEqualTo(ProblemCode.DB_AUTH);
        assertThat(problem.message()).contains("127.0.0.1:" + server.getPort()).doesNotContain("wrong");
    }

    @Test
    void silentServerIsToldAsSuch() throws Exception {
        databaseAt(FreePort.find(), "any");

        var problem = failure();

        assertThat(problem.code()).isEqualTo(ProblemCode.DB_UNREACHABLE);
        assertThat(problem.message()).contains("nothing listens there");
    }

    @Test
    @Tag("AT-29")
    void tablesOfSomethingElseAreLeftAlone() throws Exception {
        sql("create table wiki (page text)");

        var problem = refusal();

        assertThat(problem.code()).isEqualTo(ProblemCode.DB_SCHEMA_FOREIGN);
        assertThat(problem.message()).contains("wiki");
    }

    @Test
    @Tag("AT-29")
    void userWithoutRightsIsToldWhatToGrant() throws Exception {
        sql("create role reader login password 'reader'");
        sql("revoke create on schema public from public");
        environment.put(
                "SQLALCHEMY_DATABASE_URI",
                "postgresql://reader:reader@127.0.0.1:" + server.getPort() + server.getPath());

        var problem = refusal();

        assertThat(problem.code()).isEqualTo(ProblemCode.DB_NO_RIGHTS);
        assertThat(problem.message()).contains("GRANT CREATE ON SCHEMA");
    }

    @Test
    void tablesOfANewerVersionAreLeftAlone() throws Exception {
        end(started());
        sql("update flyway_schema_history set version = '999' where version = '2'");

        var problem = failure();

        assertThat(problem.code()).isEqualTo(ProblemCode.DATA_FROM_NEWER_VERSION);
    }

    @Test
    void testModeLeavesTheDataOfPersistentModeAlone() throws Exception {
        var first = started();
        var admin = admin();
        new QuiltClient(admin).push(new Pkg("admin", "kept"), Samples.oneFile());
        end(first);
        environment.put("APPLIANCE_MODE", "test");
        var test = started();
        assertThat(client().post("/api/login", Map.of("username", "admin", "password", "quilt"))
                        .status())
                .isEqualTo(200);
        assertThat(admin.get("/api/me").status()).isEqualTo(401);
        end(test);
        environment.put("APPLIANCE_MODE", "persistent");

        var again = started();

        assertThat(again.snapshot().failure()).isEqualTo(Optional.empty());
        assertThat(new QuiltClient(admin).install(new Pkg("admin", "kept")).objects())
                .hasSize(1);
    }
}
