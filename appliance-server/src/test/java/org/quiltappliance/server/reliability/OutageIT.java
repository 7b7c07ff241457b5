package org.quiltappliance.server.reliability;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quiltappliance.server.testing.PostgresServer;

/** The server of the database goes away under load, in every way it can, and comes back. */
class OutageIT {

    @TempDir
    Path folder;

    /** What happens to a server, and what ends that. */
    enum Outage {
        KILLED(PostgresServer::kill, PostgresServer::startAgain),
        STOPPED(PostgresServer::stop, PostgresServer::startAgain),
        PAUSED(PostgresServer::pause, PostgresServer::resume);

        private final Consumer<PostgresServer> begin;
        private final Consumer<PostgresServer> end;

        Outage(Consumer<PostgresServer> begin, Consumer<PostgresServer> end) {
            this.begin = begin;
            this.end = end;
        }
    }

    @ParameterizedTest
    @EnumSource(Outage.class)
    void databaseThatGoesAwayDegradesAndLosesNothing(Outage outage) throws Exception {
        var server = PostgresServer.own();
        var stage = Stage.withFolder(folder.resolve("home"), server.database());
        var tally = new Tally();
        var crowd = new Crowd(stage, new Random(1), tally);
        try (var process = ApplianceProcess.launched(stage.home(), stage.settings())) {
            process.awaitRunning();
            crowd.signIn(process);

            crowd.pushWhile(() -> {
                await("some pushes").atMost(60, SECONDS).until(() -> tally.of("acknowledged: push") > 3);
                outage.begin.accept(server);
                process.awaitState("DEGRADED");
                return null;
            });
            assertThat(problems(process)).contains("DB_DOWN");
            assertThat(crowd.pushWhile(() -> null)).as("sent away again").containsOnly(true);
            assertThat(tally.of("answered 503 with a message")).isPositive();

            outage.end.accept(server);
            process.awaitRunning();

            assertThat(problems(process)).doesNotContain("DB_DOWN");
            crowd.judge().settle();
            long before = tally.of("acknowledged: push");
            assertThat(crowd.pushWhile(() -> {
                        await("more pushes")
                                .atMost(60, SECONDS)
                                .until(() -> tally.of("acknowledged: push") > before + 3);
                        return null;
                    }))
                    .as("everybody goes on")
                    .containsOnly(false);
            crowd.judge().judge();
        }
    }

    private static Iterable<String> problems(ApplianceProcess process) throws IOException {
        return process.status().path("problems").findValuesAsText("code");
    }
}
