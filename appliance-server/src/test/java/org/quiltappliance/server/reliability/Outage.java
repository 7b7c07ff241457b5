package org.quiltappliance.server.reliability;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Something that the registry needs goes away while people push, and comes back.
 *
 * @param name of what happens, for people
 * @param problem what the registry must say meanwhile
 */
record Outage(String name, String problem, Runnable begin, Runnable end) {

    /** What one process goes through. */
    private record Setting(ApplianceProcess process, Crowd crowd, Tally tally) {}

    /**
     * Lets one process go through them, one after the other. Demands each time: DEGRADED with that problem; who pushes hears
     * 503 with a message and when to come back; RUNNING by itself; who tries again succeeds; nothing acknowledged is lost.
     */
    static void play(Stage stage, List<Outage> outages) throws Exception {
        var tally = new Tally();
        var crowd = new Crowd(stage, new Random(1), tally);
        try (var process = ApplianceProcess.launched(stage.home(), stage.settings())) {
            process.awaitRunning();
            crowd.signIn(process);
            for (var outage : outages) {
                try {
                    outage.happen(new Setting(process, crowd, tally));
                } catch (AssertionError | ConditionTimeoutException failed) {
                    throw new AssertionError(outage.name() + ": " + failed.getMessage(), failed);
                }
            }
        }
    }

    private void happen(Setting setting) throws Exception {
        var process = setting.process();
        var crowd = setting.crowd();
        long sentAway = sentAway(setting);
        crowd.pushWhile(() -> {
            awaitPushes(setting);
            begin.run();
            process.awaitState("DEGRADED");
            return null;
        });
        assertThat(problems(process)).contains(problem);
        assertThat(crowd.pushWhile(() -> null)).as("sent away again").containsOnly(true);
        assertThat(sentAway(setting)).isGreaterThan(sentAway);

        end.run();
        process.awaitRunning();

        assertThat(problems(process)).doesNotContain(problem);
        crowd.judge().settle();
        assertThat(crowd.pushWhile(() -> {
                    awaitPushes(setting);
                    return null;
                }))
                .as("everybody goes on")
                .containsOnly(false);
        crowd.judge().judge();
    }

    private static long sentAway(Setting setting) {
        return setting.tally().of("answered 503 with a message");
    }

    private static void awaitPushes(Setting setting) {
        var tally = setting.tally();
        long before = tally.of("acknowledged: push");
        await("some pushes").atMost(60, SECONDS).until(() -> tally.of("acknowledged: push") > before + 3);
    }

    private static Iterable<String> problems(ApplianceProcess process) throws IOException {
        return process.status().path("problems").findValuesAsText("code");
    }
}
