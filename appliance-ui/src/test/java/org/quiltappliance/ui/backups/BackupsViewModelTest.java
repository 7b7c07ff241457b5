package org.quiltappliance.ui.backups;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.BackupPlan;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.server.config.BackupConfig;
import org.quiltappliance.server.config.BackupConfig.Schedule;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;

class BackupsViewModelTest implements BackupsAppliance {

    private static final BackupRow ROW = row("first", 0);

    private final SimpleObjectProperty<ApplianceSnapshot> snapshot =
            new SimpleObjectProperty<>(Snapshots.persistent().make());
    private final List<String> done = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final ShownDialogs dialogs = new ShownDialogs();
    private List<BackupRow> rows = List.of(ROW);
    private boolean busy;
    private BackupPlan plan =
            new BackupPlan(new BackupConfig(Path.of("/backups"), Schedule.OFF, 7), Optional.empty(), Optional.empty());
    private final BackupsViewModel model = new BackupsViewModel(
            snapshot,
            new BackupsViewModel.Surroundings(this, new DirectTasks(), dialogs, Texts.in(Locale.ENGLISH), said::add));

    static BackupRow row(String id, long problems) {
        return new BackupRow(
                id,
                Instant.parse("2026-11-23T03:00:00Z"),
                86_600_000_000L,
                1_100_000_000L,
                48,
                9,
                problems,
                true,
                "",
                "",
                Optional.empty());
    }

    @Override
    public List<BackupRow> list() {
        return rows;
    }

    @Override
    public BackupPlan plan() {
        return plan;
    }

    @Override
    public void plan(BackupConfig wanted) {
        if (busy) {
            throw new IllegalStateException("That folder cannot be written.");
        }
        plan = new BackupPlan(wanted, plan.off(), plan.fixed());
    }

    @Override
    public String registryName() {
        return "My registry";
    }

    @Override
    public boolean isOnOneDisk() {
        return true;
    }

    private CompletionStage<?> did(String what) {
        if (busy) {
            throw new IllegalStateException("A backup is under way.");
        }
        done.add(what);
        return CompletableFuture.completedFuture(what);
    }

    @Override
    public CompletionStage<?> backUp(Optional<String> passphrase) {
        return did("back up" + passphrase.map(text -> " with " + text).orElse(""));
    }

    @Override
    public CompletionStage<String> verify(String id, Depth depth) {
        return did("verify " + id + " " + depth).thenApply(ignored -> "The backup is good.");
    }

    @Override
    public CompletionStage<?> restore(String id, String replaced, Optional<String> passphrase) {
        return did("restore " + id + " in the place of " + replaced
                + passphrase.map(text -> " with " + text).orElse(""));
    }

    @Override
    public CompletionStage<?> export(String id, Path file) {
        return did("export " + id + " to " + file);
    }

    @Override
    public CompletionStage<?> importFile(Path file) {
        return did("import " + file);
    }

    @Override
    public CompletionStage<?> delete(String id) {
        return did("delete " + id);
    }

    @Test
    void listIsReadAnewAfterEachAction() {
        model.refresh();
        assertThat(model.rows()).containsExactly(ROW);
        assertThat(model.folderProperty().get()).isEqualTo(Path.of("/backups").toString());
        assertThat(model.onOneDiskProperty().get()).isTrue();

        rows = List.of(row("second", 0), ROW);
        model.backUp();

        assertThat(model.rows()).hasSize(2);
        assertThat(said).containsExactly("The backup is made.");
    }

    @Test
    void listIsReadAnewWhenATaskOfSomebodyElseEnds() {
        var activity = new Activity(7, Activity.Kind.BACKUP, "", -1, 0, -1, 0, Snapshots.NOON, true);
        snapshot.set(Snapshots.persistent().with(activity).make());
        rows = List.of(row("by schedule", 0));
        snapshot.set(Snapshots.persistent().make());

        assertThat(model.rows()).extracting(BackupRow::id).containsExactly("by schedule");
    }

    @Test
    void selectionOutlivesTheReading() {
        model.refresh();
        model.selectedProperty().set(ROW);
        rows = List.of(row("newer", 0), row("first", 2));
        model.refresh();

        assertThat(model.selectedProperty().get()).isEqualTo(row("first", 2));
    }

    @Test
    void nothingIsRestoredUntilTheNameIsTyped() {
        model.refresh();
        model.selectedProperty().set(ROW);
        model.restore();
        var form = (RestoreForm) dialogs.present().content();

        form.typedProperty().set("my registry");
        assertThat(dialogs.answer("dlg-ok").possible().get()).isFalse();

        form.typedProperty().set("My registry");
        form.passphraseProperty().set("open sesame");
        dialogs.give("dlg-ok");
        assertThat(done).containsExactly("restore first in the place of My registry with open sesame");
    }

    @Test
    void nothingIsDeletedWithoutAnAnswer() {
        model.selectedProperty().set(ROW);
        model.delete();
        assertThat(done).isEmpty();

        dialogs.give("dlg-ok");
        assertThat(done).containsExactly("delete first");
    }

    @Test
    void refusalsAreSaid() {
        busy = true;
        model.selectedProperty().set(ROW);
        model.backUp();
        model.verify(Depth.FULL);

        assertThat(said).containsExactly("A backup is under way.", "A backup is under way.");
    }

    @Test
    void verifiesAsDeeplyAsWished() {
        model.selectedProperty().set(ROW);
        model.verify(Depth.DRILL);

        assertThat(done).containsExactly("verify first DRILL");
        assertThat(said).containsExactly("The backup is good.");
    }

    @Test
    void errorsAreNeverShownAsPlainSuccess() {
        assertThat(model.state(ROW)).isEqualTo("complete");
        assertThat(model.state(row("bad", 1))).isEqualTo("with 1 error");
        assertThat(model.size(ROW)).isEqualTo("86.6 GB (1.1 GB)");
        assertThat(model.verified(ROW)).isEqualTo("–");
    }

    @Test
    void planHoldsAsSoonAsItIsChosen() {
        model.refresh();
        model.schedule(Schedule.DAILY);
        model.time(LocalTime.of(22, 0));
        model.keep(14);
        model.folder(Path.of("/other"));

        assertThat(plan.wanted())
                .isEqualTo(new BackupConfig(Path.of("/other"), Schedule.DAILY, LocalTime.of(22, 0), 14));
        assertThat(model.folderProperty().get()).isEqualTo(Path.of("/other").toString());

        busy = true;
        model.keep(30);
        assertThat(said).last().isEqualTo("That folder cannot be written.");
        assertThat(model.planProperty().get().orElseThrow().wanted().keep()).isEqualTo(14);
    }

    @Test
    void planThatIsOffOrFixedSaysWhyAndStaysAsItIs() {
        plan = new BackupPlan(plan.wanted(), Optional.of("Test mode."), Optional.empty());
        model.refresh();
        assertThat(model.planText().getValue()).isEqualTo("Test mode.");
        assertThat(model.isPlanOpen().getValue()).isFalse();
        assertThat(model.isFolderOpen().getValue())
                .as("backups go somewhere in test mode, too")
                .isTrue();

        plan = new BackupPlan(plan.wanted(), Optional.empty(), Optional.of("Set by the environment."));
        model.refresh();
        assertThat(model.planText().getValue()).isEqualTo("Set by the environment.");
        assertThat(model.isFolderOpen().getValue()).isFalse();
    }

    @Test
    void secretsAreTakenAlongUnderAPassphraseThatWasTypedTwice() {
        model.backUpWithSecrets();
        var form = (PassphraseForm) dialogs.present().content();
        form.firstProperty().set("open sesame");
        assertThat(dialogs.answer("dlg-ok").possible().get()).isFalse();
        form.againProperty().set("open sesam");
        assertThat(form.differs().get()).isTrue();
        form.againProperty().set("open sesame");

        dialogs.give("dlg-ok");

        assertThat(done).containsExactly("back up with open sesame");
    }

    @Test
    void whatIsWrongWithTheChosenOneIsToldInFull() {
        var found = new BackupRow.Verified(
                Depth.FULL, Instant.parse("2026-11-23T04:00:00Z"), false, List.of("objects/ab is damaged."));
        model.selectedProperty()
                .set(new BackupRow("x", found.when(), 1, 1, 1, 1, 1, true, "by schedule", "", Optional.of(found)));

        assertThat(model.details().getValue()).isEqualTo("by schedule\nobjects/ab is damaged.");
    }
}
