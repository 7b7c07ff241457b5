package org.quiltappliance.server.reliability;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Random;

/**
 * Something that the registry needs goes away while people push, and comes back.
 *
 * @param problem what the registry must say meanwhile
 */
record Outage(String problem, Runnable begin, Runnable end) {

    /**
     * Demands: DEGRADED with that problem; who pushes hears 503 with a message and when to come back; RUNNING by itself;
     * who tries again succeeds; nothing acknowledged is lost.
     */
    void play(Stage stage) throws Exception {
        var tally = new Tally();
        var crowd = new Crowd(stage, new Random(1), tally);
        try (var process = ApplianceProcess.launched(stage.home(), stage.settings())) {
            process.awaitRunning();
            crowd.signIn(process);

            crowd.pushWhile(() -> {
                awaitPushes(tally);
                begin.run();
                process.awaitState("DEGRADED");
                return null;
            });
            assertThat(problems(process)).contains(problem);
            assertThat(crowd.pushWhile(() -> null)).as("sent away again").containsOnly(true);
            assertThat(tally.of("answered 503 with a message")).isPositive();

            end.run();
            process.awaitRunning();

            assertThat(problems(process)).doesNotContain(problem);
            crowd.judge().settle();
            assertThat(crowd.pushWhile(() -> {
                        awaitPushes(tally);
                        return null;
                    }))
                    .as("everybody goes on")
                    .containsOnly(false);
            crowd.judge().judge();
        }
    }

    private static void awaitPushes(Tally tally) {
        long before = tally.of("acknowledged: push");
        await("some pushes").atMost(60, SECONDS).until(() -> tally.of("acknowledged: push") > before + 3);
    }

    private static Iterable<String> problems(ApplianceProcess process) throws IOException {
        return process.status().path("problems").findValuesAsText("code");
    }
}
