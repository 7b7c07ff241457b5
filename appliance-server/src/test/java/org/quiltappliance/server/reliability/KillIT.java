package org.quiltappliance.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.testing.Thoroughness;

/** Kills the real process in the middle of pushes, of starts and of migrations ({@code control-panel.md} LC-8). */
class KillIT {

    @TempDir
    Path folder;

    /** Fewest where a start takes longest; {@code ./run soak} kills hundreds of times. */
    @ParameterizedTest
    @CsvSource({"POSTGRES_AND_FOLDER, 3, 9", "POSTGRES_AND_BUCKET, 2, 8", "CONTAINERS, 1, 5"})
    void nothingAcknowledgedIsEverLost(Stage.Kind kind, int few, int many) throws Exception {
        int kills = Thoroughness.times(few, many);
        var tally = new Tally();
        long seed = Long.getLong("reliability.seed", new Random().nextLong());
        try {
            Rounds.play(kind, folder, seed, kills, tally);
        } catch (AssertionError lost) {
            throw new AssertionError("With -Dreliability.seed=" + seed + ": " + lost.getMessage(), lost);
        }
        assertThat(tally.killed()).isEqualTo(kills);
    }
}
