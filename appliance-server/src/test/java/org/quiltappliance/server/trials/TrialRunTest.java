package org.quiltappliance.server.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.trials.TrialStage.State;

class TrialRunTest {

    private final Told told = new Told();
    private final CompletableFuture<Void> answer = new CompletableFuture<>();

    /** Waits in its second stage for the answer. */
    private final Trial waiting = teller -> {
        teller.trying("Name");
        teller.passed("Name", "is known");
        teller.trying("Connection");
        answer.join();
        teller.passed("Connection", "is open");
        teller.trying("Sign-in");
        teller.passed("Sign-in", "is good");
    };

    private TrialRun begin(Trial trial, Duration patience) {
        return TrialRun.begin(trial, new Redaction(), told, patience);
    }

    @Test
    void eachStageIsToldWhenItBeginsAndWhenItIsOver() {
        var run = begin(waiting, Duration.ofMinutes(1));
        answer.complete(null);
        var report = run.result().join();

        assertThat(report.isGood()).isTrue();
        assertThat(told.heard())
                .extracting(stage -> stage.name() + " " + stage.state())
                .containsExactly(
                        "Name TRYING",
                        "Name PASSED",
                        "Connection TRYING",
                        "Connection PASSED",
                        "Sign-in TRYING",
                        "Sign-in PASSED");
        assertThat(report.stages()).allMatch(TrialStage::isOver).hasSize(3);
    }

    @Test
    void whoGivesItUpDoesNotWaitForTheServer() {
        var over = new CompletableFuture<Boolean>();
        var run = begin(
                teller -> {
                    try {
                        waiting.run(teller);
                    } finally {
                        over.complete(true);
                    }
                },
                Duration.ofMinutes(1));
        await().until(() -> told.heard().size() == 3);

        run.cancel();

        assertThatThrownBy(run.result()::get).hasRootCauseInstanceOf(CancellationException.class);
        answer.complete(null);
        assertThat(over.join()).isTrue();
        assertThat(told.heard()).hasSize(3);
    }

    @Test
    void serverThatSaysNothingFailsAtTheStageThatWaits() {
        var report = begin(waiting, Duration.ofMillis(100)).result().join();

        assertThat(Told.failed(report).name()).isEqualTo("Connection");
        assertThat(Told.failed(report).remedy()).contains("firewall");
        answer.complete(null);
    }

    @Test
    void missingSettingIsTheFirstStage() {
        var report = begin(
                        teller -> {
                            throw new Invalid("SMTP_HOST is missing.");
                        },
                        Duration.ofMinutes(1))
                .result()
                .join();

        assertThat(report.stages()).hasSize(1);
        assertThat(Told.failed(report).detail()).isEqualTo("SMTP_HOST is missing.");
    }

    @Test
    void secretIsNeverTold() {
        var redaction = new Redaction();
        redaction.hide("canary-9f3c-secret");
        var run = TrialRun.begin(
                teller -> {
                    teller.trying("Sign-in");
                    teller.failed("Sign-in", "535 canary-9f3c-secret is wrong", "Check it.");
                },
                redaction,
                told);

        assertThat(run.result().join().toString()).contains("535").doesNotContain("canary");
        assertThat(told.heard().toString()).doesNotContain("canary");
        assertThat(told.heard().get(1).state()).isEqualTo(State.FAILED);
    }

    @Test
    void whatNobodyExpectedIsTold() {
        var report = begin(
                        teller -> {
                            teller.trying("Name");
                            throw new IllegalStateException("out of order");
                        },
                        Duration.ofMinutes(1))
                .result()
                .join();

        assertThat(Told.failed(report).detail()).contains("out of order");
    }
}
