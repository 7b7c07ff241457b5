package org.quiltappliance.ui.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.TrialService.Request;
import org.quiltappliance.server.TrialService.What;
import org.quiltappliance.server.checks.PortLook;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.Kind;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.Setting.Effect;
import org.quiltappliance.server.config.SettingProblem;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.SettingsImport;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.Loading;
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
            SettingsAppliance appliance,
            Tasks tasks,
            Commands commands,
            Dialogs dialogs,
            Texts texts,
            Consumer<String> said) {}

    private final ObservableValue<ApplianceSnapshot> snapshot;
    private final Surroundings around;
    private final Texts texts;
    private final NetworkViewModel network;
    private final ObjectProperty<Sheet> sheet = new SimpleObjectProperty<>(Sheet.GENERAL);
    private final ObservableList<SettingField> fields = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper needsRestart = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper good = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final StringProperty recipient = new SimpleStringProperty("");
    private final Map<What, TrialViewModel> trials = new LinkedHashMap<>();
    private final Map<String, PortNote> portNotes = new HashMap<>();
    private final Loading loading;
    private @Nullable EffectiveSettings last;
    private Tasks.@Nullable Running comparison;

    public SettingsViewModel(ObservableValue<ApplianceSnapshot> snapshot, Surroundings around) {
        this.snapshot = snapshot;
        this.around = around;
        this.texts = around.texts();
        this.loading = new Loading(around.tasks());
        this.network = new NetworkViewModel(around);
        snapshot.addListener((watched, before, now) -> {
            if (before.state() != now.state()) {
                lookAtPorts();
            }
        });
        for (What what : What.values()) {
            trials.put(what, new TrialViewModel(what, () -> request(what), around.appliance(), around.tasks(), texts));
        }
    }

    /** Reads what holds, unless somebody is in the middle of a change. */
    public void refresh() {
        network.refresh();
        lookAtPorts();
        if (changes.get() == 0) {
            revert();
        }
    }

    /** A registry that starts or stops takes its ports or gives them back. */
    private void lookAtPorts() {
        portNotes.values().forEach(PortNote::look);
    }

    /** Forgets what was typed. */
    void revert() {
        revert(() -> {});
    }

    /** The same. @param then done once that is so */
    private void revert(Runnable then) {
        if (fields.isEmpty()) {
            loading.begin();
        }
        around.tasks()
                .run(
                        around.appliance()::read,
                        read -> {
                            show(read);
                            then.run();
                        },
                        failed -> {
                            loading.end();
                            problem.set(texts.of("settings.unreadable", failed.getMessage()));
                        });
    }

    private void show(EffectiveSettings settings) {
        problem.set("");
        loading.end();
        if (settings.equals(last) && changes.get() == 0) {
            return;
        }
        last = settings;
        portNotes.clear();
        var read = new ArrayList<SettingField>();
        for (Setting setting : Settings.all()) {
            // The mode has a place of its own.
            if (setting != Settings.MODE) {
                var field = new SettingField(setting, settings.value(setting), texts);
                field.draftProperty().addListener(changed -> look());
                field.forgottenProperty().addListener(changed -> look());
                read.add(field);
            }
        }
        fields.setAll(read);
        look();
    }

    private void look() {
        changes.set((int) fields.stream().filter(SettingField::isDirty).count());
        needsRestart.set(fields.stream().anyMatch(field -> field.isDirty() && !isNow(field.setting())));
        judge();
        compare();
    }

    private static boolean isNow(Setting setting) {
        return setting.effect() == Effect.NOW;
    }

    private void judge() {
        good.set(fields.stream().allMatch(field -> field.problem().isEmpty()));
    }

    /** What fits for itself may not fit beside others. */
    private void compare() {
        Tasks.Running before = comparison;
        if (before != null) {
            before.cancel();
        }
        if (changes.get() == 0 || !fields.stream().allMatch(SettingField::isReadable)) {
            clash(List.of());
            return;
        }
        var wanted = wanted();
        comparison = around.tasks()
                .run(
                        () -> around.appliance().problems(wanted),
                        this::clash,
                        failed -> problem.set(texts.of("settings.unreadable", failed.getMessage())));
    }

    private void clash(List<SettingProblem> problems) {
        for (SettingField field : fields) {
            field.clashProperty()
                    .set(problems.stream()
                            .filter(one -> one.name().equals(field.setting().name()))
                            .map(SettingProblem::text)
                            .findFirst()
                            .orElse(""));
        }
        judge();
    }

    /** What is typed and not written down. */
    private Map<String, Optional<String>> wanted() {
        var wanted = new LinkedHashMap<String, Optional<String>>();
        fields.stream()
                .filter(SettingField::isDirty)
                .forEach(field -> wanted.put(field.setting().name(), field.wanted()));
        return wanted;
    }

    private Request request(What what) {
        var somebody = Optional.of(recipient.get().strip()).filter(text -> what == What.MAIL && !text.isEmpty());
        return new Request(what, wanted(), somebody, false);
    }

    /**
     * Writes down what was typed, after a question where data would have to move.
     *
     * @param restart whether the registry starts anew with it
     */
    void save(boolean restart) {
        save(restart, () -> {});
    }

    private void save(boolean restart, Runnable then) {
        var questions = new SaveQuestions(around, () -> store(restart, then));
        fields.stream().filter(SettingField::isDirty).forEach(field -> {
            if (field.setting().name().equals("ALLOW_ANONYMOUS_ACCESS") && Kind.Flag.isYes(field.effective())) {
                questions.opensToEverybody();
            }
            PortNote note = portNotes.get(field.setting().name());
            if (note != null) {
                note.foundProperty()
                        .get()
                        .filter(look -> look.state() == PortLook.State.TAKEN)
                        .ifPresent(look -> questions.portIsTaken(field, note, look));
            }
        });
        questions.next();
    }

    private void store(boolean restart, Runnable then) {
        boolean places = fields.stream().anyMatch(field -> field.isDirty() && field.isPlace() && isMeant(field));
        if (places) {
            new MoveQuestion(around, () -> write(wanted(), false, then), () -> follow(then))
                    .ask(snapshot.getValue(), movable());
        } else {
            write(wanted(), restart, then);
        }
    }

    /** Places, and what opens them. */
    private Map<String, Optional<String>> movable() {
        var movable = new LinkedHashMap<String, Optional<String>>();
        fields.stream()
                .filter(SettingField::isDirty)
                .filter(field -> Sheet.of(field.setting()) == Sheet.SERVICES && isMeant(field))
                .forEach(field -> movable.put(field.setting().name(), field.wanted()));
        return movable;
    }

    /** The places are written down by the move; the rest is not. */
    private void follow(Runnable then) {
        var rest = wanted();
        rest.keySet().removeAll(movable().keySet());
        if (rest.isEmpty()) {
            revert(then);
        } else {
            write(rest, false, then);
        }
    }

    private void write(Map<String, Optional<String>> wanted, boolean restart, Runnable then) {
        around.tasks()
                .run(
                        () -> {
                            around.appliance().change(wanted);
                            return wanted.size();
                        },
                        written -> {
                            revert(then);
                            network.refresh();
                            if (restart) {
                                around.commands().restart();
                            } else {
                                around.said().accept(texts.of(saved(wanted.keySet())));
                            }
                        },
                        this::tell);
    }

    /** When what was written down takes effect, as a key of texts. */
    private String saved(Set<String> names) {
        if (Settings.all().stream()
                .filter(setting -> names.contains(setting.name()))
                .allMatch(SettingsViewModel::isNow)) {
            return "settings.saved.now";
        }
        return snapshot.getValue().state().isUp() ? "settings.saved.up" : "settings.saved";
    }

    private void tell(Throwable failed) {
        around.said().accept(String.valueOf(failed.getMessage()));
    }

    /**
     * Asks what becomes of what is typed, when people go elsewhere.
     *
     * @param comeBack shows this page again; gives what leads to where they wanted to go, once they answered
     */
    void leave(Supplier<Runnable> comeBack) {
        if (changes.get() == 0) {
            return;
        }
        // Not within the change of pages: that has to be over before they change again.
        around.tasks().run(changes::get, left -> askToLeave(left, comeBack.get()), this::tell);
    }

    private void askToLeave(int left, Runnable goOn) {
        around.dialogs()
                .show(Dialog.question(
                        texts.of("settings.leave.title"),
                        texts.of("settings.leave.text", left),
                        new Answer(
                                "dlg-discard",
                                texts.of("settings.leave.discard"),
                                Weight.DESTRUCTIVE,
                                () -> revert(goOn)),
                        new Answer(
                                "dlg-ok",
                                texts.of("settings.leave.save"),
                                Weight.USUAL,
                                good,
                                () -> save(false, goOn))));
    }

    /** Shows what a file of an original registry would bring, and takes it over when that is wished. */
    void importFile(Path file) {
        around.tasks()
                .run(
                        () -> around.appliance().readImport(file),
                        found -> ask(file, found),
                        failed -> around.said()
                                .accept(texts.of("settings.import.unreadable", String.valueOf(failed.getMessage()))));
    }

    private void ask(Path file, SettingsImport found) {
        if (found.rows().isEmpty()) {
            around.said().accept(texts.of("settings.import.empty"));
            return;
        }
        around.dialogs()
                .show(new Dialog(
                        texts.of("settings.import.title", String.valueOf(file.getFileName())),
                        texts.of("settings.import.text"),
                        new ImportPreview(found.rows()),
                        List.of(new Answer(
                                "dlg-ok", texts.of("settings.import.ok"), Weight.USUAL, () -> adopt(found)))));
    }

    private void adopt(SettingsImport found) {
        around.tasks()
                .run(
                        () -> {
                            around.appliance().adopt(found);
                            return found;
                        },
                        done -> {
                            around.said().accept(texts.of("settings.import.done"));
                            revert();
                        },
                        this::tell);
    }

    /** Asks, and makes another secret key. */
    void newKey() {
        around.tasks()
                .run(
                        around.appliance()::effectOfNewKey,
                        effect -> around.dialogs()
                                .show(Dialog.question(
                                        texts.of("settings.key.title"),
                                        effect,
                                        new Answer(
                                                "dlg-ok",
                                                texts.of("settings.key.ok"),
                                                Weight.DESTRUCTIVE,
                                                this::makeKey))),
                        this::tell);
    }

    private void makeKey() {
        around.tasks()
                .begin(
                        around.appliance()::newKey,
                        done -> {
                            around.said().accept(texts.of("settings.key.done"));
                            refresh();
                        },
                        this::tell);
    }

    // --- What is shown ---

    /** Whether somebody may type at all now. */
    ObservableValue<Boolean> isOpen() {
        return snapshot.map(now -> now.state().isSettled());
    }

    /** Whether that one may be changed now. */
    ObservableValue<Boolean> isOpen(SettingField field) {
        return snapshot.map(now -> now.state().isSettled() && !field.isLocked());
    }

    /** Whether the registry runs, so that a change needs a restart. */
    ObservableValue<Boolean> isUp() {
        return snapshot.map(now -> now.state().isUp());
    }

    /** Whether that field makes sense beside the choices that are typed. */
    private boolean isMeant(SettingField field) {
        if (Conditions.ONLY_WHEN_SAID.contains(field.setting().name()) && !field.isSaid()) {
            return false;
        }
        return Conditions.of(field.setting())
                .map(condition -> field(condition.setting()).effective().equals(condition.word()))
                .orElse(true);
    }

    /** The same as it changes. */
    BooleanBinding meant(SettingField field) {
        var decides = Conditions.of(field.setting())
                .map(condition -> field(condition.setting()))
                .orElse(field);
        return Bindings.createBooleanBinding(
                () -> isMeant(field), decides.draftProperty(), decides.forgottenProperty());
    }

    /** The address that GitHub needs, made of what is typed. @param setting REGISTRY_URL or CATALOG_URL */
    String publicAddress(String setting) {
        String typed = field(setting).effective();
        boolean forClients = setting.equals("REGISTRY_URL");
        return typed.isEmpty()
                ? snapshot.getValue()
                        .endpoints()
                        .map(where -> (forClients ? where.registry() : where.catalog()).toString())
                        .orElse(setting)
                : typed;
    }

    /** The field of that setting. */
    SettingField field(String name) {
        return fields.stream()
                .filter(field -> field.setting().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nothing was read of " + name));
    }

    /** What the settings on the page are about. */
    public ObjectProperty<Sheet> sheetProperty() {
        return sheet;
    }

    /** All fields; others after each reading. */
    ObservableList<SettingField> fields() {
        return fields;
    }

    TrialViewModel trial(What what) {
        return Optional.ofNullable(trials.get(what)).orElseThrow();
    }

    /** What a test is called: that of the mail server sends a mail when somebody is to get one. */
    ObservableValue<String> trialWord(What what) {
        return recipient.map(somebody -> texts.of(
                what == What.MAIL && !somebody.isBlank() ? "settings.test.mail.send" : "settings.test." + what.word()));
    }

    /** What is to be said of that port. @param other that it must not be */
    PortNote portNote(String port, String other) {
        return portNotes.computeIfAbsent(
                port,
                name -> new PortNote(
                        field(name), field(other), field("APPLIANCE_BIND"), around.appliance(), around.tasks(), texts));
    }

    NetworkViewModel network() {
        return network;
    }

    /** Who gets a test mail; nobody when it is empty. */
    StringProperty recipientProperty() {
        return recipient;
    }

    /** How many settings were typed that are not written down. */
    ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** Whether some of it takes effect only when the registry starts. */
    ReadOnlyBooleanProperty needsRestartProperty() {
        return needsRestart.getReadOnlyProperty();
    }

    /** Whether all that was typed may be written down. */
    ReadOnlyBooleanProperty goodProperty() {
        return good.getReadOnlyProperty();
    }

    /** Whether the settings are on their way for the first time. */
    Loading loading() {
        return loading;
    }

    /** Why nothing is shown; empty when all is well. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
