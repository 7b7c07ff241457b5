package org.quiltappliance.ui.wizard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quiltappliance.server.FirstRun;
import org.quiltappliance.server.FirstRun.Strength;
import org.quiltappliance.server.Setup;
import org.quiltappliance.server.Setup.Field;
import org.quiltappliance.server.Setup.ObjectPlace;
import org.quiltappliance.server.Setup.Place;
import org.quiltappliance.server.Setup.Reach;
import org.quiltappliance.server.checks.Reasons;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.SettingsImport;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.StepView;
import org.quiltappliance.ui.autostart.Autostart;
import org.quiltappliance.ui.checks.CheckRun;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** What the first-run wizard shows and does. */
public final class WizardViewModel {

    private static final List<Field> ADMINISTRATOR = List.of(Field.ADMIN_NAME, Field.ADMIN_MAIL, Field.ADMIN_PASSWORD);

    /** Where a finished wizard leads. */
    public enum End {
        OVERVIEW,
        CONNECT
    }

    /**
     * What the wizard works with.
     *
     * @param files asks for a file with images; nothing when people change their mind
     * @param said hears how an action ended, in words for people
     * @param autostart the entry that opens the program at log-in
     * @param ended shows another part of the window
     */
    public record Surroundings(
            WizardAppliance appliance,
            Tasks tasks,
            Commands commands,
            Texts texts,
            Supplier<Optional<Path>> files,
            Consumer<String> said,
            Autostart autostart,
            Consumer<End> ended) {}

    private final ObservableValue<ApplianceSnapshot> snapshot;
    private final Surroundings around;
    private final Texts texts;
    private final WizardDraft draft = new WizardDraft();
    private final CheckRun checks;
    private final CheckRun placeChecks;
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<WizardPage> page = new ReadOnlyObjectWrapper<>(WizardPage.WELCOME);
    private final ReadOnlyObjectWrapper<Map<Field, String>> complaints = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyBooleanWrapper asked = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper generated = new ReadOnlyStringWrapper("");
    private final ObservableList<FirstRun.Network> networks = FXCollections.observableArrayList();

    public WizardViewModel(ObservableValue<ApplianceSnapshot> snapshot, Surroundings around) {
        this.snapshot = snapshot;
        this.around = around;
        this.texts = around.texts();
        checks = new CheckRun(around.tasks(), texts);
        placeChecks = new CheckRun(around.tasks(), texts);
        InvalidationListener look = changed -> complaints.set(draft.setup().complaints());
        for (var part : draft.observables()) {
            part.addListener(look);
        }
        look.invalidated(draft.placeProperty());
        InvalidationListener other = changed -> placeChecks.forget();
        draft.placeProperty().addListener(other);
        draft.objectsProperty().addListener(other);
        draft.textProperty(Field.ADMIN_PASSWORD).addListener((watched, before, now) -> {
            if (!now.equals(generated.get())) {
                generated.set("");
            }
        });
    }

    // --- Coming and going ---

    /** Shows the wizard, where it was left, unless there is nothing to set up. */
    public void open() {
        around.tasks()
                .run(
                        around.appliance()::obstacle,
                        obstacle -> obstacle.ifPresentOrElse(around.said(), this::show),
                        this::tell);
    }

    /** Shows the wizard of an appliance that nobody has set up. */
    public void show() {
        if (page.get() == WizardPage.START) {
            page.set(WizardPage.WELCOME);
        }
        open.set(true);
        enter();
    }

    /** Shows the window without it; what was typed stays as long as the program. */
    public void leave() {
        open.set(false);
    }

    void quit() {
        around.commands().quit();
    }

    /** Whether it is shown, in the place of everything else. */
    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<WizardPage> pageProperty() {
        return page.getReadOnlyProperty();
    }

    /** What the page is about, or how the start is doing. */
    ObservableValue<String> title() {
        return Bindings.createStringBinding(
                () -> texts.of("wizard."
                        + (page.get() == WizardPage.START
                                ? startWord(snapshot.getValue().state())
                                : page.get().word())
                        + ".title"),
                page,
                snapshot);
    }

    private static String startWord(ApplianceState state) {
        return switch (state) {
            case STARTING, STOPPING -> "start";
            case RUNNING, DEGRADED -> "done";
            case FAILED -> "failed";
            case STOPPED -> "stopped";
        };
    }

    /** Whether it can be left for later: what is done has better ways out. */
    ObservableValue<Boolean> mayLeave() {
        return Bindings.createBooleanBinding(
                        () -> page.get() != WizardPage.START
                                || !snapshot.getValue().state().isUp(),
                        page,
                        snapshot)
                .asObject();
    }

    /** Which page this is of how many. */
    ObservableValue<String> step() {
        return page.map(now -> now == WizardPage.START ? "" : texts.of("wizard.step", now.number(), WizardPage.LAST));
    }

    private void go(WizardPage to) {
        asked.set(false);
        problem.set("");
        page.set(to);
        enter();
    }

    /** What a page begins with by itself. */
    private void enter() {
        switch (page.get()) {
            case PLACE -> {
                if (draft.placeProperty().get() == Place.CONTAINERS) {
                    lookAtPlace();
                }
            }
            case CHECKS -> check();
            case REACH -> around.tasks().run(around.appliance()::networks, this::offer, this::tell);
            default -> {}
        }
    }

    private void offer(List<FirstRun.Network> found) {
        networks.setAll(found);
        var address = draft.textProperty(Field.ADDRESS);
        if (address.get().isEmpty() && !found.isEmpty()) {
            address.set(found.get(0).address());
        }
    }

    /** The pages of this way, in order. */
    private List<WizardPage> way() {
        var way = new ArrayList<>(List.of(
                WizardPage.WELCOME,
                draft.importedProperty().get().isPresent() ? WizardPage.IMPORT : WizardPage.PLACE,
                WizardPage.CHECKS,
                WizardPage.ADMINISTRATOR,
                WizardPage.REACH,
                WizardPage.READY));
        if (draft.backupProperty().get().isPresent()) {
            // A backup has accounts of its own.
            way.remove(WizardPage.ADMINISTRATOR);
        }
        return way;
    }

    void back() {
        var way = way();
        int place = way.indexOf(page.get());
        if (place > 0) {
            go(way.get(place - 1));
        }
    }

    /** Goes on, or says what is missing. */
    void next() {
        if (!isComplete().get()) {
            asked.set(true);
            return;
        }
        var way = way();
        int place = way.indexOf(page.get());
        if (page.get() == WizardPage.READY) {
            start();
        } else if (place >= 0 && page.get() != WizardPage.WELCOME) {
            go(way.get(place + 1));
        }
    }

    /** Whether everything on this page is as it must be. */
    BooleanBinding isComplete() {
        return Bindings.createBooleanBinding(
                () -> {
                    // All are asked whatever the page is: a value that nobody asks for tells of one change only.
                    boolean good = checks.isGood().get();
                    boolean repeated = isRepeated();
                    return isComplete(page.get(), complaints.get().keySet(), good, repeated);
                },
                page,
                complaints,
                checks.isGood(),
                draft.textProperty(Field.ADMIN_PASSWORD),
                draft.passwordAgainProperty());
    }

    private boolean isComplete(WizardPage shown, Set<Field> wrong, boolean good, boolean repeated) {
        return switch (shown) {
            case PLACE -> Collections.disjoint(wrong, draft.setup().placeFields());
            case CHECKS -> good;
            case ADMINISTRATOR -> Collections.disjoint(wrong, ADMINISTRATOR) && repeated;
            case REACH -> !wrong.contains(Field.ADDRESS);
            case READY -> wrong.isEmpty();
            case WELCOME, IMPORT, START -> true;
        };
    }

    // --- Welcome ---

    /** Starts in test mode, at once. */
    void tryOut() {
        go(WizardPage.START);
        begin(around.appliance()::tryOut);
    }

    void setUp() {
        draft.importedProperty().set(Optional.empty());
        if (draft.backupProperty().get().isPresent()) {
            // What was filled in for an account that nobody was to need.
            draft.backupProperty().set(Optional.empty());
            draft.textProperty(Field.ADMIN_MAIL).set("");
            draft.textProperty(Field.ADMIN_PASSWORD).set("");
        }
        if (draft.placeProperty().get() == Place.IMPORTED) {
            draft.placeProperty().set(Place.CONTAINERS);
        }
        go(WizardPage.PLACE);
    }

    /** Sets up a registry that a backup is restored into. @param backup a file that was exported elsewhere */
    void restore(Path backup) {
        setUp();
        draft.backupProperty().set(Optional.of(backup));
        String password = around.appliance().password();
        draft.textProperty(Field.ADMIN_MAIL).set("admin@localhost");
        draft.textProperty(Field.ADMIN_PASSWORD).set(password);
    }

    /** Shows what a settings file would bring. */
    void readSettings(Path file) {
        around.tasks()
                .run(
                        () -> around.appliance().read(file),
                        found -> {
                            draft.backupProperty().set(Optional.empty());
                            draft.importedProperty().set(Optional.of(found));
                            draft.placeProperty().set(Place.IMPORTED);
                            go(WizardPage.IMPORT);
                        },
                        failed -> problem.set(texts.of(
                                "wizard.import.unreadable",
                                file,
                                failed instanceof IOException unreadable
                                        ? Reasons.of(unreadable)
                                        : failed.getMessage())));
    }

    List<SettingsImport.Row> importedRows() {
        return draft.importedProperty().get().map(SettingsImport::rows).orElse(List.of());
    }

    // --- Form ---

    WizardDraft draft() {
        return draft;
    }

    /** What is wrong with that text; said once something was typed, or somebody wants to go on. */
    ObservableValue<String> complaint(Field field) {
        return Bindings.createStringBinding(
                () -> asked.get() || !draft.textProperty(field).get().isEmpty()
                        ? complaints.get().getOrDefault(field, "")
                        : "",
                complaints,
                asked,
                draft.textProperty(field));
    }

    private boolean isRepeated() {
        return draft.textProperty(Field.ADMIN_PASSWORD)
                .get()
                .equals(draft.passwordAgainProperty().get());
    }

    ObservableValue<String> complaintOfRepetition() {
        return Bindings.createStringBinding(
                () -> (asked.get() || !draft.passwordAgainProperty().get().isEmpty()) && !isRepeated()
                        ? texts.of("wizard.admin.differs")
                        : "",
                asked,
                draft.textProperty(Field.ADMIN_PASSWORD),
                draft.passwordAgainProperty());
    }

    /** How good the password is, in words; empty before there is one. */
    ObservableValue<String> strength() {
        return draft.textProperty(Field.ADMIN_PASSWORD)
                .map(text -> text.isEmpty() ? "" : texts.of("wizard.admin.strength." + Strength.of(text)));
    }

    void generate() {
        String password = around.appliance().password();
        generated.set(password);
        draft.textProperty(Field.ADMIN_PASSWORD).set(password);
        draft.passwordAgainProperty().set(password);
    }

    /** The password that was made up here and still is the one; empty when there is none. */
    ReadOnlyStringProperty generatedProperty() {
        return generated.getReadOnlyProperty();
    }

    ObservableList<FirstRun.Network> networks() {
        return networks;
    }

    String usualBackups() {
        return around.appliance().backups().toString();
    }

    String usualObjects() {
        return around.appliance().objects().toString();
    }

    // --- Checks ---

    /** Looks at the whole computer with these choices. */
    void check() {
        checks.follow(around.appliance().check(draft.setup()));
    }

    /** Looks at the place of the data alone. */
    void lookAtPlace() {
        var setup = draft.setup();
        if (setup.placeFields().stream().anyMatch(complaints.get()::containsKey)) {
            asked.set(true);
            return;
        }
        placeChecks.follow(around.appliance().checkPlace(setup));
    }

    CheckRun checks() {
        return checks;
    }

    CheckRun placeChecks() {
        return placeChecks;
    }

    /** Does what the button of a failed check says, and looks again. */
    void mend(Fix fix) {
        var setup = draft.setup();
        if (fix instanceof Fix.StartInTestMode) {
            tryOut();
        } else if (fix instanceof Fix.UseOwnServices) {
            draft.placeProperty().set(Place.OWN_SERVICES);
            go(WizardPage.PLACE);
        } else if (fix instanceof Fix.OpenSetting setting && setup.isOfPlace(setting.setting())) {
            go(WizardPage.PLACE);
        } else if (fix instanceof Fix.CheckAgain || fix instanceof Fix.TryAgain) {
            check();
        } else if (around.appliance().canApply(fix)) {
            apply(setup, fix);
        } else {
            mend(setup.mended(fix, Optional.empty()), fix);
        }
    }

    private void mend(Optional<Setup> mended, Fix fix) {
        if (mended.isPresent()) {
            draft.take(mended.get());
            check();
        } else {
            around.commands().apply(fix);
        }
    }

    private void apply(Setup setup, Fix fix) {
        Optional<String> answer = Optional.empty();
        if (fix instanceof Fix.LoadImages) {
            answer = around.files().get().map(Path::toString);
            if (answer.isEmpty()) {
                return;
            }
        }
        Optional<String> given = answer;
        around.tasks()
                .begin(
                        () -> around.appliance().apply(setup, fix, given),
                        done -> {
                            around.said().accept(done);
                            check();
                        },
                        this::tell);
    }

    private void tell(Throwable failed) {
        around.said().accept(String.valueOf(failed.getMessage()));
    }

    // --- Summary and start ---

    /** What will be, in sentences. */
    List<String> summary() {
        var setup = draft.setup();
        var sentences = new ArrayList<String>();
        sentences.add(
                switch (setup.place()) {
                    case CONTAINERS -> texts.of("wizard.ready.containers");
                    case IMPORTED -> texts.of("wizard.ready.imported");
                    case OWN_SERVICES ->
                        setup.objects() == ObjectPlace.BUCKET
                                ? texts.of(
                                        "wizard.ready.own.bucket",
                                        text(Field.DATABASE_NAME),
                                        text(Field.DATABASE_HOST),
                                        orUsual(Field.S3_BUCKET, "package"),
                                        text(Field.S3_ENDPOINT))
                                : texts.of(
                                        "wizard.ready.own.folder",
                                        text(Field.DATABASE_NAME),
                                        text(Field.DATABASE_HOST),
                                        orUsual(Field.OBJECTS_FOLDER, usualObjects()));
                });
        draft.backupProperty()
                .get()
                .ifPresentOrElse(
                        file -> sentences.add(texts.of("wizard.ready.backup", file)),
                        () -> sentences.add(texts.of("wizard.ready.admin", text(Field.ADMIN_NAME))));
        sentences.add(
                setup.reach() == Reach.THIS_COMPUTER
                        ? texts.of("wizard.ready.local")
                        : texts.of(
                                setup.encrypted() ? "wizard.ready.lan.encrypted" : "wizard.ready.lan.plain",
                                text(Field.ADDRESS)));
        return sentences;
    }

    private String text(Field field) {
        return draft.textProperty(field).get().strip();
    }

    private String orUsual(Field field, String usual) {
        return text(field).isEmpty() ? usual : text(field);
    }

    private void start() {
        var setup = draft.setup();
        var imported = draft.importedProperty().get();
        var backup = draft.backupProperty().get();
        go(WizardPage.START);
        if (draft.atLoginProperty().get()) {
            openAtLogin();
        }
        begin(() -> around.appliance().begin(setup, imported, backup));
    }

    private void openAtLogin() {
        var entry = around.autostart();
        around.tasks()
                .run(
                        () -> {
                            entry.turn(true);
                            return true;
                        },
                        done -> {},
                        failed ->
                                around.said().accept(texts.of("autostart.failed", entry.place(), failed.getMessage())));
    }

    private void begin(Callable<CompletionStage<Outcome>> work) {
        around.tasks()
                .begin(
                        work,
                        outcome -> {
                            if (outcome instanceof Outcome.Rejected rejected) {
                                problem.set(rejected.reason());
                            }
                        },
                        failed -> problem.set(String.valueOf(failed.getMessage())));
    }

    /** Why the present page did not do what it was asked; empty when it did. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ObservableValue<ApplianceState> state() {
        return snapshot.map(ApplianceSnapshot::state);
    }

    ObservableValue<List<StepView>> steps() {
        return snapshot.map(ApplianceSnapshot::steps);
    }

    ObservableValue<Optional<Problem>> failure() {
        return snapshot.map(ApplianceSnapshot::failure);
    }

    /** Tries once more what failed, or was given up. */
    void startAgain() {
        problem.set("");
        around.commands().start();
    }

    void cancelStart() {
        around.commands().cancelStart();
    }

    /** Leads to what was chosen last. */
    void change() {
        go(WizardPage.WELCOME);
    }

    void apply(Fix fix) {
        around.commands().apply(fix);
    }

    ObservableValue<String> address() {
        return snapshot.map(now ->
                now.endpoints().map(Endpoints::registry).map(Object::toString).orElse(""));
    }

    /** Who signs in first, and how. */
    ObservableValue<String> signIn() {
        return snapshot.map(now -> now.mode() == Mode.TEST
                ? texts.of("wizard.done.test")
                : draft.backupProperty().get().isPresent()
                        ? texts.of("wizard.done.backup")
                        : texts.of("wizard.done.persistent", text(Field.ADMIN_NAME)));
    }

    /** Ends the wizard. What was typed is not needed any more. */
    void end(End where) {
        draft.textProperty(Field.ADMIN_PASSWORD).set("");
        draft.passwordAgainProperty().set("");
        open.set(false);
        around.ended().accept(where);
    }
}
