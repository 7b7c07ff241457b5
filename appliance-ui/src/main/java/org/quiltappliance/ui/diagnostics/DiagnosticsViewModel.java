package org.quiltappliance.ui.diagnostics;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.diagnostics.Archive;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.Loading;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** What page Diagnostics shows and does. */
public final class DiagnosticsViewModel {

    /** What the page asks of the appliance. */
    public interface Appliance {

        /** Looks at the computer as a start would. */
        CompletionStage<List<CheckResult>> check();

        /**
         * Gathers an archive without secrets; takes as long as the checks.
         *
         * @param anonymous whether names of people and addresses are replaced
         */
        Archive gather(boolean anonymous);

        /** Writes such an archive. */
        void save(Path file, boolean anonymous) throws Exception;
    }

    private final Appliance appliance;
    private final Tasks tasks;
    private final Commands commands;
    private final Dialogs dialogs;
    private final Texts texts;
    private final ObservableList<CheckResult> results = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper saving = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final Loading loading;
    // Kept here: nobody else holds them.
    private final ObservableValue<Boolean> between;
    private final BooleanBinding mayCheck;
    private final BooleanProperty anonymous = new SimpleBooleanProperty();

    public DiagnosticsViewModel(
            ObservableValue<ApplianceSnapshot> snapshot,
            Appliance appliance,
            Tasks tasks,
            Commands commands,
            Dialogs dialogs,
            Texts texts) {
        between = snapshot.map(now -> !now.state().isSettled());
        mayCheck = Bindings.createBooleanBinding(() -> !between.getValue() && !checking.get(), between, checking);
        this.dialogs = dialogs;
        this.appliance = appliance;
        this.tasks = tasks;
        this.commands = commands;
        this.texts = texts;
        this.loading = new Loading(tasks);
    }

    /** Runs all checks, unless that is going on or makes no sense now. */
    public void check() {
        if (!mayCheck.get()) {
            return;
        }
        checking.set(true);
        said.set("");
        if (results.isEmpty()) {
            loading.begin();
        }
        tasks.follow(
                appliance.check(),
                found -> {
                    checking.set(false);
                    loading.end();
                    results.setAll(found);
                },
                failed -> {
                    checking.set(false);
                    loading.end();
                    said.set(texts.of("diagnostics.check.failed", failed.getMessage()));
                });
    }

    /** Shows what would be in the archive, file by file ({@code control-panel.md} DG-4). */
    void preview() {
        saving.set(true);
        boolean replaced = anonymous.get();
        tasks.run(
                () -> appliance.gather(replaced),
                archive -> {
                    saving.set(false);
                    dialogs.show(new Dialog(
                            texts.of("diagnostics.preview"),
                            texts.of(
                                    "diagnostics.preview.text", archive.pieces().size()),
                            new ArchivePreview(archive),
                            List.of()));
                },
                failed -> {
                    saving.set(false);
                    said.set(texts.of("diagnostics.check.failed", failed.getMessage()));
                });
    }

    /** @param file that is not there yet, or may be replaced */
    void save(Path file) {
        saving.set(true);
        boolean replaced = anonymous.get();
        tasks.run(
                () -> {
                    appliance.save(file, replaced);
                    return file;
                },
                done -> {
                    saving.set(false);
                    said.set(texts.of("diagnostics.saved", done));
                },
                failed -> {
                    saving.set(false);
                    said.set(texts.of("diagnostics.save.failed", failed.getMessage()));
                });
    }

    void apply(Fix fix) {
        commands.apply(fix);
    }

    ObservableList<CheckResult> results() {
        return results;
    }

    /** Whether results are on their way for the first time. */
    Loading loading() {
        return loading;
    }

    /** Whether it starts or stops, so that checks would find what is about to change ({@code control-panel.md} 12.1). */
    ObservableValue<Boolean> isBetween() {
        return between;
    }

    /** Whether the checks can be run now. */
    BooleanBinding mayCheck() {
        return mayCheck;
    }

    ReadOnlyBooleanProperty savingProperty() {
        return saving.getReadOnlyProperty();
    }

    /** How the last action ended. */
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /** Whether names are replaced in the archive. */
    BooleanProperty anonymousProperty() {
        return anonymous;
    }
}
