package org.quiltappliance.ui.backups;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** What page Backups shows and does. */
public final class BackupsViewModel {

    /**
     * What the page works with.
     *
     * @param said hears how an action ended, in words for people
     */
    public record Surroundings(
            BackupsAppliance appliance, Tasks tasks, Dialogs dialogs, Texts texts, Consumer<String> said) {}

    private final ObservableValue<ApplianceSnapshot> snapshot;
    private final Surroundings around;
    private final Texts texts;
    private final ObservableList<BackupRow> rows = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable BackupRow> selected = new SimpleObjectProperty<>();
    private final ReadOnlyStringWrapper folder = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper onOneDisk = new ReadOnlyBooleanWrapper();

    /** Known also while nothing runs, unlike that of the snapshot. */
    private String name = "";

    public BackupsViewModel(ObservableValue<ApplianceSnapshot> snapshot, Surroundings around) {
        this.snapshot = snapshot;
        this.around = around;
        this.texts = around.texts();
        // A backup of the schedule is shown, too, when it is done.
        snapshot.map(now -> now.activity().map(Activity::id)).addListener((watched, before, now) -> refresh());
    }

    /** What a look at the folder found. */
    private record Found(List<BackupRow> rows, Path folder, boolean onOneDisk, String name) {}

    /** Reads the list anew. */
    public void refresh() {
        var appliance = around.appliance();
        around.tasks()
                .run(
                        () -> new Found(
                                appliance.list(),
                                appliance.folder(),
                                appliance.isOnOneDisk(),
                                appliance.registryName()),
                        this::show,
                        failed -> problem.set(texts.of("backups.unreadable", failed.getMessage())));
    }

    private void show(Found found) {
        problem.set("");
        folder.set(found.folder().toString());
        onOneDisk.set(found.onOneDisk());
        name = found.name();
        BackupRow before = selected.get();
        rows.setAll(found.rows());
        selected.set(
                before == null
                        ? null
                        : rows.stream()
                                .filter(row -> row.id().equals(before.id()))
                                .findFirst()
                                .orElse(null));
    }

    private <T> void follow(Callable<? extends CompletionStage<T>> work, Function<T, String> words) {
        around.tasks()
                .begin(
                        work,
                        done -> {
                            around.said().accept(words.apply(done));
                            refresh();
                        },
                        failed -> around.said().accept(String.valueOf(failed.getMessage())));
    }

    void backUp() {
        follow(() -> around.appliance().backUp(Optional.empty()), made -> texts.of("backups.made"));
    }

    void verify(Depth depth) {
        withSelected(row -> follow(() -> around.appliance().verify(row.id(), depth), Function.identity()));
    }

    void export(Path file) {
        withSelected(row ->
                follow(() -> around.appliance().export(row.id(), file), done -> texts.of("backups.exported", file)));
    }

    void importFile(Path file) {
        follow(() -> around.appliance().importFile(file), done -> texts.of("backups.imported"));
    }

    private void withSelected(Consumer<BackupRow> work) {
        BackupRow row = selected.get();
        if (row != null) {
            work.accept(row);
        }
    }

    /** Asks, and removes. */
    void delete() {
        withSelected(row -> around.dialogs()
                .show(Dialog.question(
                        texts.of("backups.delete.title", when(row)),
                        texts.of("backups.delete.text"),
                        new Answer(
                                "dlg-ok",
                                texts.of("backups.delete"),
                                Weight.DESTRUCTIVE,
                                () -> follow(
                                        () -> around.appliance().delete(row.id()),
                                        done -> texts.of("backups.deleted"))))));
    }

    /** Asks, and restores. */
    void restore() {
        withSelected(row -> {
            var form = new RestoreForm(name);
            around.dialogs()
                    .show(new Dialog(
                            texts.of("backups.restore.title", when(row)),
                            texts.of("backups.restore.text", row.packages(), row.users(), form.name()),
                            form,
                            List.of(new Answer(
                                    "dlg-ok",
                                    texts.of("backups.restore"),
                                    Weight.DESTRUCTIVE,
                                    form.possible(),
                                    () -> restore(row, form)))));
        });
    }

    private void restore(BackupRow row, RestoreForm form) {
        Optional<String> passphrase =
                Optional.of(form.passphraseProperty().get()).filter(text -> !text.isEmpty());
        String typed = form.typedProperty().get();
        follow(() -> around.appliance().restore(row.id(), typed, passphrase), done -> texts.of("backups.restored"));
    }

    private String when(BackupRow row) {
        return texts.formats().moment(row.when());
    }

    // --- What the table shows ---

    String time(BackupRow row) {
        return texts.formats().stamp(row.when());
    }

    String size(BackupRow row) {
        var formats = texts.formats();
        return row.full()
                ? texts.of("backups.size", formats.bytes(row.bytes()), formats.bytes(row.addedBytes()))
                : texts.of("backups.rows-only");
    }

    String state(BackupRow row) {
        if (!row.unreadable().isEmpty()) {
            return row.unreadable();
        }
        return row.problems() == 0 ? texts.of("backups.complete") : texts.of("backups.problems", row.problems());
    }

    String verified(BackupRow row) {
        return row.verified()
                .map(last -> texts.of(
                        last.good() ? "backups.verified" : "backups.verified.bad",
                        texts.of("backups.depth." + last.depth()),
                        texts.formats().stamp(last.when())))
                .orElse(texts.of("backups.verified.never"));
    }

    ObservableList<BackupRow> rows() {
        return rows;
    }

    ObjectProperty<@Nullable BackupRow> selectedProperty() {
        return selected;
    }

    ReadOnlyStringProperty folderProperty() {
        return folder.getReadOnlyProperty();
    }

    /** Why there is no list; empty when there is one. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty onOneDiskProperty() {
        return onOneDisk.getReadOnlyProperty();
    }

    /** Whether nothing else is under way. */
    ObservableValue<Boolean> isIdle() {
        return snapshot.map(now -> now.activity().isEmpty() && now.state().isSettled());
    }
}
