package org.quiltappliance.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepTimesTest {

    @TempDir
    Path folder;

    private static Step step(String id, String label) {
        return new Step(id, label, Duration.ofSeconds(1), true, progress -> {}, Step.Undo.NOTHING);
    }

    private static void keep(StepTimes times, Step step, long... seconds) {
        for (long one : seconds) {
            times.keep(Map.of(step, Duration.ofSeconds(one)));
        }
    }

    @Test
    void usualIsTheMiddleOfTheLastFiveTimesAlsoInALaterProcess() {
        var file = folder.resolve("steps.json");
        var step = step("database", "Waiting for PostgreSQL");
        keep(new StepTimes(file), step, 900, 10, 4, 5, 6, 90);

        assertThat(new StepTimes(file).usual(step)).contains(Duration.ofSeconds(6));
    }

    @Test
    void sameStepOfAnotherModeIsAnotherOne() {
        var times = StepTimes.forgetful();
        keep(times, step("database", "Waiting for PostgreSQL"), 10);

        assertThat(times.usual(step("database", "Opening the database"))).isEmpty();
    }

    @Test
    void lateIsThreeTimesTheUsualAndNeverAMatterOfMoments() {
        var times = StepTimes.forgetful();

        assertThat(times.late(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(30));
        assertThat(times.late(Duration.ofMillis(5))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void damagedFileIsForgottenAndWrittenAnew() throws IOException {
        var file = Files.writeString(folder.resolve("steps.json"), "{\"database");
        var step = step("database", "Waiting for PostgreSQL");
        var times = new StepTimes(file);

        assertThat(times.usual(step)).isEmpty();
        keep(times, step, 3);
        assertThat(new StepTimes(file).usual(step)).contains(Duration.ofSeconds(3));
    }
}
