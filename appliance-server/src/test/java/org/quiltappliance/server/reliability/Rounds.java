package org.quiltappliance.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * Kills and restarts one appliance on one stage, again and again, while people push. Everything random comes from the
 * seed; when exactly a request meets the kill does not.
 */
final class Rounds {

    /** How many rounds pass between two complete looks. */
    private static final int JUDGE_EVERY = 5;

    private static final int MOST_FIRST_STARTS = 3;

    private final Stage.Kind kind;
    private final ApplianceProcess process;
    private final Random random;
    private final Tally tally;
    private final Crowd crowd;

    private Rounds(Stage.Kind kind, ApplianceProcess process, Random random, Tally tally, Crowd crowd) {
        this.kind = kind;
        this.process = process;
        this.random = random;
        this.tally = tally;
        this.crowd = crowd;
    }

    /**
     * Plays that many rounds and ends with a stop.
     *
     * @param folder where the home folder is made
     * @throws AssertionError when anything acknowledged is lost, or anything else is not as it must be
     */
    static void play(Stage.Kind kind, Path folder, long seed, int kills, Tally tally) throws Exception {
        var random = new Random(seed);
        try (var stage = kind.fresh(folder.resolve("home"));
                var process = ApplianceProcess.launched(stage.home(), stage.settings())) {
            new Rounds(kind, process, random, tally, new Crowd(stage, random, tally)).play(kills);
        }
    }

    /** The first kill meets a first start, and the last one people who push. */
    private void play(int kills) throws Exception {
        int first = Math.min(Math.max(1, kills - 1), 1 + random.nextInt(MOST_FIRST_STARTS));
        for (int kill = 0; kill < first; kill++) {
            killStarting(Moment.ofFirstStart(kind, random));
        }
        for (int kill = first; kill < kills; kill++) {
            if (kill < kills - 1 && random.nextInt(5) < 2) {
                killStarting(Moment.ofStart(kind, random));
            } else {
                awaitRunning();
                if (kill % JUDGE_EVERY == 0) {
                    crowd.judge().judge();
                }
                killUnderLoad(Moment.ofLoad(random));
            }
        }
        awaitRunning();
        end();
    }

    private void killStarting(Moment moment) {
        process.awaitStep(moment.step());
        process.pause(moment.after());
        kill(moment);
    }

    private void killUnderLoad(Moment moment) throws Exception {
        var away = crowd.pushWhile(() -> {
            process.pause(moment.after());
            kill(moment);
            return null;
        });
        assertThat(away).as("pushers that noticed the kill").containsOnly(true);
    }

    private void kill(Moment moment) {
        process.kill();
        tally.add("killed " + moment.phase().words());
        process.relaunch();
    }

    /** After a kill: it runs again by itself, says what happened, and has kept what it said it has. */
    private void awaitRunning() throws IOException {
        long began = System.nanoTime();
        process.awaitRunning();
        tally.started(Duration.ofNanos(System.nanoTime() - began));
        assertThat(process.status().path("problems").findValuesAsText("code"))
                .as("notices after a kill")
                .contains("RECOVERED");
        crowd.signIn(process);
        crowd.judge().settle();
        // It may still be writing down that it runs.
        await("nothing left over in the folder of the run")
                .until(() -> process.leftovers().isEmpty());
    }

    /** Everything without an answer is done again and works; then all is looked at, and nothing strange is left. */
    private void end() throws Exception {
        assertThat(crowd.pushWhile(() -> {
                    process.pause(Duration.ofMillis(200));
                    return null;
                }))
                .containsOnly(false);
        crowd.judge().judge();
        assertThat(process.stop()).as(process.log()).isZero();
        process.relaunch();
        process.awaitRunning();
        assertThat(process.status().path("problems")).as("after a stop").isEmpty();
        crowd.judge().judge();
        assertThat(process.stop()).as(process.log()).isZero();
    }
}
