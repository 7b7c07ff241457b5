package org.quiltappliance.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills the real process in the middle of pushes, of starts and of migrations ({@code control-panel.md} LC-8). */
class KillIT {

    @TempDir
    Path folder;

    /** Together fifty kills; fewest where a start takes longest. */
    @ParameterizedTest
    @CsvSource({"POSTGRES_AND_FOLDER, 2, 12", "POSTGRES_AND_BUCKET, 2, 9", "CONTAINERS, 1, 8"})
    void nothingAcknowledgedIsEverLost(Stage.Kind kind, int stages, int kills) throws Exception {
        var tally = new Tally();
        var seeds = new Random();
        for (int stage = 0; stage < stages; stage++) {
            long seed = Long.getLong("reliability.seed", seeds.nextLong());
            try {
                Rounds.play(kind, folder.resolve("" + stage), seed, kills, tally);
            } catch (AssertionError lost) {
                throw new AssertionError("With -Dreliability.seed=" + seed + ": " + lost.getMessage(), lost);
            }
        }
        assertThat(tally.killed()).isEqualTo(stages * kills);
    }
}
