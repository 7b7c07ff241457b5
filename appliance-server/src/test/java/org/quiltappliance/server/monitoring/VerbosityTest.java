package org.quiltappliance.server.monitoring;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class VerbosityTest {

    private final List<String> levels = new CopyOnWriteArrayList<>();

    private Verbosity lasting(Duration span) {
        return new Verbosity(levels::add, span, Clock.systemUTC());
    }

    @Test
    void returnsByItselfToWhatTheSettingsSay() {
        var verbosity = lasting(Duration.ofMillis(50));
        verbosity.settle("warn");

        verbosity.more();

        await().atMost(30, SECONDS).until(() -> verbosity.until().isEmpty());
        assertThat(levels).containsExactly("warn", "debug", "warn");
    }

    @Test
    void startMeanwhileEndsItNot() {
        var verbosity = lasting(Duration.ofHours(1));

        verbosity.more();
        verbosity.settle("error");
        assertThat(levels).containsExactly("debug");

        verbosity.less();
        assertThat(levels).containsExactly("debug", "error");
        assertThat(verbosity.until()).isEmpty();
    }

    @Test
    void whoAsksAgainGetsTheWholeTime() {
        var verbosity = lasting(Duration.ofHours(1));

        var first = verbosity.more();
        var second = verbosity.more();

        assertThat(second).isAfterOrEqualTo(first);
        assertThat(verbosity.until()).contains(second);
    }
}
