package org.quiltappliance.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.monitoring.StorageHistory.Sample;

class StorageHistoryTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("storage.json");
    }

    private static Sample after(Duration time, long bytes) {
        return new Sample(NOON.plus(time), 400, 7, bytes);
    }

    @Test
    void nothingIsKnownAtFirst() {
        var history = new StorageHistory(file());

        assertThat(history.last()).isEmpty();
        assertThat(history.bytesPerDay()).isEmpty();
    }

    @Test
    void growthIsToldWhenADayHasPassed() {
        var history = new StorageHistory(file());
        history.add(after(Duration.ZERO, 1_000));
        history.add(after(Duration.ofHours(23), 5_000));
        assertThat(history.bytesPerDay()).isEmpty();

        history.add(after(Duration.ofDays(4), 9_000));

        assertThat(history.bytesPerDay()).hasValue(2_000);
    }

    @Test
    void lastSampleOfADayCountsAndOldDaysGo() {
        var history = new StorageHistory(file());
        for (int day = 0; day < 40; day++) {
            history.add(after(Duration.ofDays(day), 0));
            history.add(after(Duration.ofDays(day).plusHours(1), day * 100L));
        }

        assertThat(history.last()).contains(after(Duration.ofDays(39).plusHours(1), 3_900));
        assertThat(history.bytesPerDay()).hasValue(100);
    }

    @Test
    void lessThanBeforeIsNegative() {
        var history = new StorageHistory(file());
        history.add(after(Duration.ZERO, 1_000));
        history.add(after(Duration.ofDays(2), 0));

        assertThat(history.bytesPerDay()).hasValue(-500);
    }

    @Test
    void nextProcessKnowsIt() {
        new StorageHistory(file()).add(after(Duration.ZERO, 1_000));

        assertThat(new StorageHistory(file()).last()).contains(after(Duration.ZERO, 1_000));
    }

    @Test
    void damagedFileIsForgotten() throws IOException {
        Files.writeString(file(), "[{\"at\": ");

        var history = new StorageHistory(file());

        assertThat(history.last()).isEmpty();
        history.add(after(Duration.ZERO, 1));
        assertThat(new StorageHistory(file()).last()).isPresent();
    }
}
