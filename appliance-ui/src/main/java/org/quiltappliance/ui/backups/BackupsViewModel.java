package org.quiltappliance.ui.backups;

import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.BackupPlan;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.server.config.BackupConfig;
import org.quiltappliance.server.config.BackupConfig.Schedule;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.state.Loading;
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

    private static final int MOST_DETAILS = 6;

    private final ObservableValue<ApplianceSnapshot> snapshot;
    private final Surroundings around;
    private final Texts texts;
    private final ObservableList<BackupRow> rows = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable BackupRow> selected = new SimpleObjectProperty<>();
    private final ReadOnlyStringWrapper folder = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<BackupPlan>> plan = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper onOneDisk = new ReadOnlyBooleanWrapper();

    private final Loading loading;

    /** Known also while nothing runs, unlike that of the snapshot. */
    private String name = "";

    public BackupsViewModel(ObservableValue<ApplianceSnapshot> snapshot, Surroundings around) {
        this.snapshot = snapshot;
        this.around = around;
        this.texts = around.texts();
        this.loading = new Loading(around.tasks());
        // A backup of the schedule is shown, too, when it is done.
        snapshot.map(now -> now.activity().map(Activity::id)).addListener((watched, before, now) -> refresh());
    }

    /** What a look at the folder found. */
    private record Found(List<BackupRow> rows, BackupPlan plan, boolean onOneDisk, String name) {}

    /** Reads the list anew. */
    public void refresh() {
        var appliance = around.appliance();
        loading.begin();
        around.tasks()
                .run(
                        () -> new Found(
                                appliance.list(), appliance.plan(), appliance.isOnOneDisk(), appliance.registryName()),
                        this::show,
                        failed -> {
                            loading.end();
                            problem.set(texts.of("backups.unreadable", failed.getMessage()));
                        });
    }

    private void show(Found found) {
        loading.came();
        problem.set("");
        plan.set(Optional.of(found.plan()));
        folder.set(found.plan().wanted().folder().toString());
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

    /** Asks for a passphrase, and makes a backup that holds the secrets, too ({@code control-panel.md} BK-4). */
    void backUpWithSecrets() {
        var form = new PassphraseForm();
        around.dialogs()
                .show(new Dialog(
                        texts.of("backups.secrets.title"),
                        texts.of("backups.secrets.text"),
                        form,
                        List.of(new Answer(
                                "dlg-ok",
                                texts.of("backups.now"),
                                Weight.USUAL,
                                form.possible(),
                                () -> follow(
                                        () -> around.appliance()
                                                .backUp(Optional.of(
                                                        form.firstProperty().get())),
                                        made -> texts.of("backups.made"))))));
    }

    // --- The plan ---

    /** How backups are made by themselves; empty before it is known. */
    ReadOnlyObjectProperty<Optional<BackupPlan>> planProperty() {
        return plan.getReadOnlyProperty();
    }

    /** Why the plan is off or cannot be changed; empty when neither is so. */
    ObservableValue<String> planText() {
        return plan.map(now -> now.flatMap(BackupPlan::fixed)
                .or(() -> now.flatMap(BackupPlan::off))
                .orElse(""));
    }

    /** Whether the times of the plan may be changed. */
    ObservableValue<Boolean> isPlanOpen() {
        return plan.map(now -> now.filter(
                        found -> found.off().isEmpty() && found.fixed().isEmpty())
                .isPresent());
    }

    /** Whether the folder may be changed. */
    ObservableValue<Boolean> isFolderOpen() {
        return plan.map(now -> now.filter(found -> found.fixed().isEmpty()).isPresent());
    }

    void folder(Path other) {
        change(now -> new BackupConfig(other, now.schedule(), now.at(), now.keep()));
    }

    void schedule(Schedule other) {
        change(now -> new BackupConfig(now.folder(), other, now.at(), now.keep()));
    }

    void time(LocalTime other) {
        change(now -> new BackupConfig(now.folder(), now.schedule(), other, now.keep()));
    }

    void keep(int other) {
        change(now -> new BackupConfig(now.folder(), now.schedule(), now.at(), other));
    }

    private void change(UnaryOperator<BackupConfig> edit) {
        plan.get().map(BackupPlan::wanted).ifPresent(now -> {
            BackupConfig wanted = edit.apply(now);
            if (!wanted.equals(now)) {
                around.tasks()
                        .run(
                                () -> {
                                    around.appliance().plan(wanted);
                                    return wanted;
                                },
                                done -> {
                                    around.said().accept(texts.of("backups.plan.changed"));
                                    refresh();
                                },
                                failed -> {
                                    around.said().accept(String.valueOf(failed.getMessage()));
                                    refresh();
                                });
            }
        });
    }

    /** All that is known of the chosen one beside the table. */
    ObservableValue<String> details() {
        return selected.map(this::details).orElse("");
    }

    private String details(BackupRow row) {
        return Stream.concat(
                        Stream.of(row.note(), row.unreadable()),
                        row.verified().stream().flatMap(last -> last.findings().stream()))
                .filter(text -> !text.isEmpty())
                .limit(MOST_DETAILS)
                .collect(Collectors.joining("\n"));
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

    /** Whether the list is on its way for the first time. */
    Loading loading() {
        return loading;
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
