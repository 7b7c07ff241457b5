package org.quiltappliance.server.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void comesBackAsItWasWritten() throws IOException {
        var home = new Home(folder);
        Files.createDirectory(home.run());
        var record = new RunRecord("RUNNING", 12, NOW, NOW.plusSeconds(3), false, true, List.of(NOW.minusSeconds(60)));

        record.write(home);

        assertThat(RunRecord.read(home)).contains(record);
    }

    @Test
    void cutFileIsNoRecord() throws IOException {
        var home = new Home(folder);
        Files.createDirectory(home.run());
        Files.writeString(home.state(), "{\"state\": \"RUN");

        assertThat(RunRecord.read(home)).isEmpty();
    }

    @Test
    void crashesAreForgottenAfterTenMinutes() {
        var old = NOW.minus(Duration.ofMinutes(11));
        var young = NOW.minus(Duration.ofMinutes(9));
        var crashed = new RunRecord("RUNNING", 1, NOW, NOW, false, true, List.of(old, young));
        var ended = new RunRecord("STOPPED", 1, NOW, NOW, true, true, List.of(old, young));

        assertThat(crashed.crashesUntil(NOW)).containsExactly(young, NOW);
        assertThat(ended.crashesUntil(NOW)).containsExactly(young);
    }
}
