package org.quiltappliance.server.reliability;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.TcpBalancer;
import org.quiltappliance.server.testing.Thorough;

/** Two nodes on one PostgreSQL and one bucket, behind a balancer that takes turns; one of them is killed under load. */
class NodeOutageIT {

    @TempDir
    Path folder;

    private final Tally tally = new Tally();

    @Test
    @Thorough
    void killedNodeTakesNothingAlongAndTheOtherOneGoesOn() throws Exception {
        var database = PostgresServer.freshDatabase();
        var stage = Stage.withBucket(folder.resolve("home"), database, MinioServer.freshBucket());
        var crowd = new Crowd(stage, new Random(1), tally);
        try (var balancer = new TcpBalancer("127.0.0.1");
                var one = node("one", stage, balancer);
                var two = node("two", stage, balancer)) {
            one.awaitRunning();
            two.awaitRunning();
            crowd.signIn(two, address(balancer));

            crowd.pushWhile(() -> {
                awaitPushes(6);
                one.kill();
                return null;
            });
            assertThat(servedPushes(one)).isTrue();
            assertThat(servedPushes(two)).isTrue();
            awaitQuiet(database);
            crowd.judge().settle();

            everybodyGoesOn(crowd);
            crowd.judge().judge();

            one.relaunch();
            one.awaitRunning();
            assertThat(one.status().path("problems").findValuesAsText("code")).contains("RECOVERED");
            everybodyGoesOn(crowd);
            crowd.judge().judge();
        }
    }

    private ApplianceProcess node(String name, Stage stage, TcpBalancer balancer) {
        Map<String, String> settings = new HashMap<>(stage.settings());
        settings.put("QUILT_SECRET_KEY", "the secret key of both nodes");
        settings.put("REGISTRY_URL", address(balancer).toString());
        settings.put("CATALOG_URL", address(balancer).toString());
        var node = ApplianceProcess.launched(folder.resolve(name), settings);
        balancer.to("127.0.0.1", node.registry().getPort());
        return node;
    }

    private static URI address(TcpBalancer balancer) {
        return URI.create("http://127.0.0.1:" + balancer.port());
    }

    private void everybodyGoesOn(Crowd crowd) throws Exception {
        assertThat(crowd.pushWhile(() -> {
                    awaitPushes(6);
                    return null;
                }))
                .containsOnly(false);
    }

    private void awaitPushes(int more) {
        long before = tally.of("acknowledged: push");
        await("some pushes").atMost(60, SECONDS).until(() -> tally.of("acknowledged: push") >= before + more);
    }

    private static boolean servedPushes(ApplianceProcess node) throws IOException {
        return Files.readString(node.home().logs().resolve("access.log")).contains("PUT /api/package/");
    }

    /** What the killed node had asked for is done or undone. */
    private static void awaitQuiet(DatabaseConfig.Postgres database) {
        await("an idle database").ignoreException(SQLException.class).until(() -> {
            try (var connection = DriverManager.getConnection(
                            database.jdbcUrl(),
                            database.user(),
                            database.password().reveal());
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("""
                            select count(*) from pg_stat_activity
                             where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()
                            """)) {
                return rows.next() && rows.getLong(1) == 0;
            }
        });
    }
}
