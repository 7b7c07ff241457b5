package org.quiltappliance.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.testing.Thoroughness;

/** Kills the real process in the middle of pushes, of starts and of migrations ({@code control-panel.md} LC-8). */
class KillIT {

    @TempDir
    Path folder;

    /** Fewest where a start takes longest; {@code ./run soak} kills hundreds of times. */
    static List<Arguments> stages() {
        return Thoroughness.of(
                2,
                List.of(
                        arguments(Stage.Kind.POSTGRES_AND_FOLDER, Thoroughness.times(3, 9)),
                        arguments(Stage.Kind.CONTAINERS, Thoroughness.times(2, 5)),
                        arguments(Stage.Kind.POSTGRES_AND_BUCKET, 8)));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void nothingAcknowledgedIsEverLost(Stage.Kind kind, int kills) throws Exception {
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
