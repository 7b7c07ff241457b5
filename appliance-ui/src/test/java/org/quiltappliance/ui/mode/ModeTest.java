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
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.mode.ModeSwitch.CarryOver;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.text.Texts;

class ModeTest implements ModeAppliance, Dialogs {

    private static final Texts TEXTS = Texts.in(Locale.ENGLISH);

    private Optional<StoredCounts> lost = Optional.of(new StoredCounts(3, 5, 41, 2_100_000_000L, 2));
    private CompletionStage<?> backup = CompletableFuture.completedFuture("made");
    private final List<String> done = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private @Nullable Dialog shown;

    private final ModeSwitch modes = new ModeSwitch(this, new DirectTasks(), this, TEXTS, failures::add);
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
        var form = (CarryOver) dialog().content();
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
        ((CarryOver) dialog().content()).carryProperty().set(false);

        assertThat(answer("dlg-ok").possible().get()).isTrue();
        answer("dlg-ok").action().run();
        assertThat(done).containsExactly("turn to PERSISTENT");
    }

    @Test
    void testModeSaysWhereTheDataStay() {
        modes.toTest("Docker volume quilt-appliance-7f3a-pg17.");

        assertThat(dialog().text()).contains("Your data stays safe: Docker volume quilt-appliance-7f3a-pg17.");
        answer("dlg-ok").action().run();
        assertThat(done).containsExactly("turn to TEST");
    }
}
