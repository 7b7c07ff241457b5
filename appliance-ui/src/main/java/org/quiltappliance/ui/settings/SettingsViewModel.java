package org.quiltappliance.ui.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.Setting.Effect;
import org.quiltappliance.server.config.Setting.Group;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** What page Settings shows and does. */
public final class SettingsViewModel {

    /**
     * What the page works with.
     *
     * @param said hears how an action ended, in words for people
     */
    public record Surroundings(
            SettingsAppliance appliance, Tasks tasks, Commands commands, Texts texts, Consumer<String> said) {}

    private final ObservableValue<ApplianceSnapshot> snapshot;
    private final Surroundings around;
    private final Texts texts;
    private final ObjectProperty<Group> group = new SimpleObjectProperty<>(Group.GENERAL);
    private final List<SettingField> all = new ArrayList<>();
    private final ObservableList<SettingField> shown = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper good = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    public SettingsViewModel(ObservableValue<ApplianceSnapshot> snapshot, Surroundings around) {
        this.snapshot = snapshot;
        this.around = around;
        this.texts = around.texts();
        group.addListener(changed -> choose());
    }

    /** Reads what holds, unless somebody is in the middle of a change. */
    public void refresh() {
        if (!dirty.get()) {
            revert();
        }
    }

    /** Forgets what was typed. */
    void revert() {
        around.tasks()
                .run(
                        around.appliance()::read,
                        this::show,
                        failed -> problem.set(texts.of("settings.unreadable", failed.getMessage())));
    }

    private void show(EffectiveSettings settings) {
        problem.set("");
        all.clear();
        for (Setting setting : Settings.all()) {
            // The mode has a place of its own.
            if (setting != Settings.MODE) {
                var field = new SettingField(setting, settings.value(setting), texts);
                field.draftProperty().addListener(changed -> look());
                field.forgottenProperty().addListener(changed -> look());
                all.add(field);
            }
        }
        choose();
        look();
    }

    private void choose() {
        shown.setAll(all.stream()
                .filter(field -> field.setting().group() == group.get())
                .toList());
    }

    private void look() {
        dirty.set(all.stream().anyMatch(SettingField::isDirty));
        good.set(all.stream().allMatch(field -> field.problem().isEmpty()));
    }

    /** Writes down what was typed. @param restart whether the registry starts anew with it */
    void save(boolean restart) {
        Map<String, Optional<String>> wanted = new LinkedHashMap<>();
        all.stream()
                .filter(SettingField::isDirty)
                .forEach(field -> wanted.put(field.setting().name(), field.wanted()));
        around.tasks()
                .run(
                        () -> {
                            around.appliance().change(wanted);
                            return wanted.size();
                        },
                        written -> {
                            dirty.set(false);
                            revert();
                            if (restart) {
                                around.commands().restart();
                            } else {
                                around.said()
                                        .accept(texts.of(
                                                snapshot.getValue().state().isUp()
                                                        ? "settings.saved.up"
                                                        : "settings.saved"));
                            }
                        },
                        failed -> around.said().accept(String.valueOf(failed.getMessage())));
    }

    /** Whether somebody may type at all now. */
    ObservableValue<Boolean> isOpen() {
        return snapshot.map(now -> now.state().isSettled());
    }

    /** Whether that one may be changed now: what says where data live only while nothing runs. */
    ObservableValue<Boolean> isOpen(SettingField field) {
        return snapshot.map(now -> now.state().isSettled()
                && !field.isLocked()
                && (field.setting().effect() != Effect.DATA || !now.state().isUp()));
    }

    /** Whether the registry runs, so that a change needs a restart. */
    ObservableValue<Boolean> isUp() {
        return snapshot.map(now -> now.state().isUp());
    }

    /** What the settings on the page are about. */
    public ObjectProperty<Group> groupProperty() {
        return group;
    }

    ObservableList<SettingField> shown() {
        return shown;
    }

    /** Whether something was typed that is not written down. */
    ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    /** Whether all that was typed may be written down. */
    ReadOnlyBooleanProperty goodProperty() {
        return good.getReadOnlyProperty();
    }

    /** Why nothing is shown; empty when all is well. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
