package org.quiltappliance.ui.mode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;

class ModeTest implements ModeAppliance, Dialogs {

    private static final Texts TEXTS = Texts.in(Locale.ENGLISH);
    private static final CheckResult DOCKER =
            new CheckResult("PF-D1", "Container engine", Outcome.OK, "Docker 27", Optional.empty());
    private static final Fix READ = new Fix.ReadHelp(Fix.ReadHelp.Topic.START_DOCKER);
    private static final CheckResult NO_DOCKER = new CheckResult(
            "PF-D1",
            "Container engine",
            Outcome.FAIL,
            "It does not answer.",
            Optional.of(Snapshots.problem(
                    ProblemCode.DOCKER_NOT_RUNNING,
                    "Docker does not run",
                    "It does not answer.",
                    List.of(READ, new Fix.TryAgain(), new Fix.StartInTestMode(), new Fix.UseVolume("other")))));

    private Optional<StoredCounts> lost = Optional.of(new StoredCounts(3, 5, 41, 2_100_000_000L, 2));
    private CompletionStage<?> backup = CompletableFuture.completedFuture("made");
    private CompletionStage<List<CheckResult>> found = CompletableFuture.completedFuture(List.of(DOCKER));
    private final List<Boolean> looks = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private @Nullable Dialog shown;

    private final ModeSwitch modes =
            new ModeSwitch(this, new DirectTasks(), this, TEXTS, fix -> done.add(fix.text()), failures::add);
    private final StopQuestion question =
            new StopQuestion(this, new DirectTasks(), this, TEXTS, () -> modes.toPersistent(lost), failures::add);

    private CompletionStage<?> did(String what) {
        done.add(what);
        return CompletableFuture.completedFuture(what);
    }

    @Override
    public Optional<StoredCounts> wouldBeLost() {
        return lost;
    }

    @Override
    public CompletionStage<?> stop() {
        return did("stop");
    }

    @Override
    public CompletionStage<?> backUp() {
        done.add("backup");
        return backup;
    }

    @Override
    public CompletionStage<List<CheckResult>> check(boolean carried) {
        looks.add(carried);
        return found;
    }

    @Override
    public CompletionStage<?> carryOver(String password) {
        return did("carry over with " + password);
    }

    @Override
    public CompletionStage<?> turnTo(Mode mode) {
        return did("turn to " + mode);
    }

    @Override
    public void show(Dialog dialog) {
        shown = dialog;
    }

    @Override
    public void close() {
        shown = null;
    }

    @Override
    public boolean isShown() {
        return shown != null;
    }

    private Dialog dialog() {
        Dialog present = shown;
        assertThat(present).isNotNull();
        return present;
    }

    private Answer answer(String id) {
        return dialog().answers().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private PersistentForm form() {
        return (PersistentForm) dialog().content();
    }

    @Test
    void stopAsksNothingWhenNothingWouldBeLost() {
        lost = Optional.empty();
        question.stop();

        assertThat(shown).isNull();
        assertThat(done).containsExactly("stop");
    }

    @Test
    void stopSaysWhatWouldBeLostAndKeepingIsTheDefault() {
        question.stop();

        assertThat(done).isEmpty();
        assertThat(dialog().text()).isEqualTo("3 packages and 41 files, 2.1 GB, are gone when it stops.");
        assertThat(dialog().answers().stream().filter(one -> one.weight() == Weight.USUAL))
                .extracting(Answer::id)
                .containsExactly("dlg-stop-keep");
    }

    @Test
    void discardedDataAreDiscardedOnlyWhenSaid() {
        question.stop();
        answer("dlg-stop-discard").action().run();

        assertThat(done).containsExactly("stop");
    }

    @Test
    void failedBackupKeepsTheRegistryRunning() {
        backup = CompletableFuture.failedFuture(new IllegalStateException("The disk is full"));
        question.stop();
        answer("dlg-stop-backup").action().run();

        assertThat(done).containsExactly("backup");
        assertThat(failures).containsExactly("The disk is full");
    }

    @Test
    void goodBackupIsFollowedByTheStop() {
        question.stop();
        answer("dlg-stop-backup").action().run();

        assertThat(done).containsExactly("backup", "stop");
    }

    @Test
    void carryOverNeedsAGoodPasswordTwice() {
        modes.toPersistent(lost);
        assertThat(dialog().text())
                .endsWith("The test mode holds 3 packages, 2 users and 41 files, which take 2.1 GB there.");
        var form = form();
        assertThat(answer("dlg-ok").possible().get()).isFalse();

        form.passwordProperty().set("short");
        assertThat(form.complaint().get()).isEqualTo("Take at least 8 characters.");

        form.passwordProperty().set("long enough");
        form.againProperty().set("long enouGh");
        assertThat(form.complaint().get()).isEqualTo("The two are not the same.");
        assertThat(answer("dlg-ok").possible().get()).isFalse();

        form.againProperty().set("long enough");
        assertThat(answer("dlg-ok").possible().get()).isTrue();
        answer("dlg-ok").action().run();
        assertThat(done).containsExactly("carry over with long enough");
    }

    @Test
    void dataMayBeLeftBehind() {
        modes.toPersistent(lost);
        form().carryProperty().set(false);

        assertThat(answer("dlg-ok").possible().get()).isTrue();
        answer("dlg-ok").action().run();
        assertThat(done).containsExactly("turn to PERSISTENT");
    }

    @Test
    void anEmptyTestModeAsksForNothingButSaysWhetherItWouldWork() {
        modes.toPersistent(Optional.empty());

        assertThat(form().held()).isEmpty();
        assertThat(form().needs()).isEmpty();
        assertThat(form().checks().shown()).containsExactly(DOCKER);
        assertThat(looks).containsExactly(false);
        assertThat(answer("dlg-ok").possible().get()).isTrue();
        answer("dlg-ok").action().run();
        assertThat(done).containsExactly("turn to PERSISTENT");
    }

    @Test
    void roomAndTimeAreSaidAndLookedForAsLongAsTheDataComeAlong() {
        modes.toPersistent(lost);
        assertThat(form().needs()).isEqualTo("Needs 2.1 GB, about 4 min.");
        assertThat(looks).containsExactly(true);

        form().carryProperty().set(false);

        assertThat(looks).containsExactly(true, false);
    }

    @Test
    void nobodyChangesToWhatDoesNotWork() {
        var look = new CompletableFuture<List<CheckResult>>();
        found = look;
        modes.toPersistent(Optional.empty());
        assertThat(answer("dlg-ok").possible().get())
                .as("not before it is known")
                .isFalse();

        look.complete(List.of(NO_DOCKER));
        assertThat(answer("dlg-ok").possible().get()).isFalse();
        assertThat(form().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.DOCKER_NOT_RUNNING);
            assertThat(problem.fixes())
                    .as("what restarts a test mode ends its data")
                    .containsExactly(READ);
        });
        form().mend(READ);
        assertThat(done).containsExactly(READ.text());

        found = CompletableFuture.completedFuture(List.of(DOCKER));
        form().lookAgain();
        assertThat(answer("dlg-ok").possible().get()).isTrue();
    }

    @Test
    void theChangeIsPossibleWhereNothingCouldBeFoundOut() {
        found = CompletableFuture.failedFuture(new IllegalStateException("No thread is left"));
        modes.toPersistent(Optional.empty());

        assertThat(form().checks().troubleProperty().get()).contains("No thread is left");
        assertThat(answer("dlg-ok").possible().get()).isTrue();
    }

    @Test
    void testModeSaysWhereTheDataStay() {
        modes.toTest("Docker volume quilt-appliance-7f3a-pg17.");

        assertThat(dialog().text()).contains("Your data stays safe: Docker volume quilt-appliance-7f3a-pg17.");
        answer("dlg-ok").action().run();
        assertThat(done).containsExactly("turn to TEST");
    }
}
