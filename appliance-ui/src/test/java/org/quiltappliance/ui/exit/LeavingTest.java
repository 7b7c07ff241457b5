package org.quiltappliance.ui.exit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.PanelConfig;
import org.quiltappliance.server.config.PanelConfig.Language;
import org.quiltappliance.server.config.PanelConfig.Look;
import org.quiltappliance.server.config.PanelConfig.OnClose;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.exit.ExitForm.Way;
import org.quiltappliance.ui.mode.ModeAppliance;
import org.quiltappliance.ui.mode.StopQuestion;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;

class LeavingTest implements ExitAppliance, ModeAppliance {

    private static final Texts TEXTS = Texts.in(Locale.ENGLISH);

    private ApplianceState state = ApplianceState.RUNNING;
    private OnClose onClose = OnClose.ASK;
    private boolean closeIsOurs = true;
    private boolean hasTray;
    private Optional<StoredCounts> lost = Optional.empty();
    private final List<String> done = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final CompletableFuture<Outcome> idle = new CompletableFuture<>();
    private final ShownDialogs dialogs = new ShownDialogs();
    private final Leaving leaving = new Leaving(
            this,
            new DirectTasks(),
            dialogs,
            TEXTS,
            new StopQuestion(this, new DirectTasks(), dialogs, TEXTS, () -> done.add("keep"), said::add),
            new Leaving.Ways(() -> done.add("exit"), () -> done.add("background"), () -> hasTray),
            said::add);

    @Override
    public ApplianceState state() {
        return state;
    }

    @Override
    public PanelConfig panel() {
        return new PanelConfig(Look.SYSTEM, Language.SYSTEM, false, onClose, true, closeIsOurs);
    }

    @Override
    public void remember(OnClose meaning) {
        done.add("remember " + meaning);
    }

    @Override
    public Guests guests() {
        return new Guests(2, 1);
    }

    @Override
    public Waiting stopWhenIdle(Duration most) {
        done.add("wait " + most);
        return new Waiting() {
            @Override
            public Instant end() {
                return Snapshots.NOON;
            }

            @Override
            public void now() {
                done.add("wait no longer");
            }

            @Override
            public void cancel() {
                idle.complete(new Outcome.Overtaken(Snapshots.running().make()));
            }

            @Override
            public CompletionStage<Outcome> result() {
                return idle;
            }
        };
    }

    @Override
    public Optional<StoredCounts> wouldBeLost() {
        return lost;
    }

    private CompletionStage<?> did(String what) {
        done.add(what);
        return CompletableFuture.completedFuture(what);
    }

    @Override
    public CompletionStage<?> stop() {
        return did("stop");
    }

    @Override
    public CompletionStage<?> backUp() {
        return did("back up");
    }

    @Override
    public CompletionStage<List<CheckResult>> check(boolean carried) {
        throw new AssertionError("Nobody asked for that");
    }

    @Override
    public CompletionStage<?> carryOver(String password) {
        throw new AssertionError("Nobody asked for that");
    }

    @Override
    public CompletionStage<?> turnTo(Mode mode) {
        throw new AssertionError("Nobody asked for that");
    }

    private ExitForm form() {
        return (ExitForm) dialogs.present().content();
    }

    private void choose(Way way) {
        form().wayProperty().set(way);
        dialogs.give("dlg-ok");
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "FAILED", "STOPPING"})
    void nothingIsAskedWhenNothingWouldBeStopped(ApplianceState resting) {
        state = resting;
        leaving.close();
        leaving.quit();

        assertThat(dialogs.isEmpty()).isTrue();
        assertThat(done).containsExactly("exit", "exit");
    }

    @Test
    void closingTellsWhoIsThereAndStaysByDefault() {
        leaving.close();

        assertThat(dialogs.present().title()).isEqualTo("Keep the registry running?");
        assertThat(dialogs.present().text())
                .isEqualTo("2 clients were here in the last 5 minutes, and 1 upload is running.");
        dialogs.give("dlg-ok");
        assertThat(done).containsExactly("background");
    }

    @Test
    void answerIsRememberedOnlyWhenThatIsWished() {
        leaving.close();
        form().rememberedProperty().set(true);
        dialogs.give("dlg-ok");
        leaving.close();
        form().rememberedProperty().set(true);
        choose(Way.NOW);

        assertThat(done).containsExactly("remember BACKGROUND", "background", "remember QUIT", "stop", "exit");
    }

    @Test
    void settingsDecideWithoutAQuestion() {
        onClose = OnClose.BACKGROUND;
        leaving.close();
        onClose = OnClose.QUIT;
        leaving.close();

        assertThat(dialogs.isEmpty()).isTrue();
        assertThat(done).containsExactly("background", "stop", "exit");
    }

    @Test
    void quittingNeverMeansToStay() {
        onClose = OnClose.BACKGROUND;
        leaving.quit();

        assertThat(dialogs.present().title()).isEqualTo("Stop the registry and quit?");
        assertThat(form().mayStay()).isFalse();
        choose(Way.NOW);
        assertThat(done).containsExactly("stop", "exit");
    }

    @Test
    void whatTheEnvironmentDecidesIsNotOfferedToBeRemembered() {
        closeIsOurs = false;
        leaving.close();

        assertThat(form().mayRemember()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"IDLE", "NOW"})
    void dataOfATestModeAreAskedForBeforeAnythingStops(Way way) {
        lost = Optional.of(new StoredCounts(3, 5, 41, 2_100_000_000L, 2));
        leaving.close();
        choose(way);

        assertThat(done).isEmpty();
        assertThat(dialogs.present().title()).isEqualTo("Keep what is in the test mode?");
        dialogs.give("dlg-stop-keep");
        assertThat(done).containsExactly("keep");
    }

    @Test
    void registryThatIsKeptInTheBackgroundLosesNothing() {
        lost = Optional.of(new StoredCounts(3, 5, 41, 2_100_000_000L, 2));
        leaving.close();
        choose(Way.BACKGROUND);

        assertThat(dialogs.isEmpty()).isTrue();
        assertThat(done).containsExactly("background");
    }

    @Test
    void settingThatQuitsAsksForDataAllTheSame() {
        lost = Optional.of(new StoredCounts(3, 5, 41, 2_100_000_000L, 2));
        onClose = OnClose.QUIT;
        leaving.close();
        dialogs.give("dlg-stop-backup");

        assertThat(done).containsExactly("back up", "stop", "exit");
    }

    @Test
    void programEndsWhenTheQuietMomentHasCome() {
        leaving.close();
        choose(Way.IDLE);

        assertThat(dialogs.present().title()).isEqualTo("Waiting for a quiet moment");
        assertThat(done).containsExactly("wait PT1M");
        idle.complete(new Outcome.Done(Snapshots.stopped().make()));
        assertThat(dialogs.isEmpty()).isTrue();
        assertThat(done).containsExactly("wait PT1M", "exit");
    }

    @Test
    void waitingCanBeGivenUp() {
        leaving.close();
        choose(Way.IDLE);
        dialogs.cancel();

        assertThat(idle).isDone();
        assertThat(done).containsExactly("wait PT1M");
    }

    @Test
    void waitingCanBeCutShort() {
        leaving.close();
        choose(Way.IDLE);
        dialogs.give("dlg-quit-now");

        assertThat(done).containsExactly("wait PT1M", "wait no longer");
    }
}
