package org.quiltappliance.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the real process in the middle of pushes, of starts and of migrations ({@code control-panel.md} LC-8). */
class KillIT {

    /** With all kinds of stages together more than fifty kills. */
    private static final int STAGES = 3;

    private static final int KILLS = 9;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Stage.Kind.class)
    void nothingAcknowledgedIsEverLost(Stage.Kind kind) throws Exception {
        var tally = new Tally();
        var seeds = new Random();
        for (int stage = 0; stage < STAGES; stage++) {
            long seed = Long.getLong("reliability.seed", seeds.nextLong());
            try {
                Rounds.play(kind, folder.resolve("" + stage), seed, KILLS, tally);
            } catch (AssertionError lost) {
                throw new AssertionError("With -Dreliability.seed=" + seed + ": " + lost.getMessage(), lost);
            }
        }
        assertThat(tally.killed()).isEqualTo(STAGES * KILLS);
    }
}
