package org.quiltappliance.ui.mode;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.checks.CheckRun;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.text.Texts;

/**
 * What is to be known before a registry in test mode goes on in persistent mode: whether it can, and what becomes of what it
 * holds ({@code control-panel.md} 9.1).
 */
public final class PersistentForm implements Dialog.Content {

    /** As many signs as the registry asks for. */
    private static final int SHORTEST = 8;

    /** What can be done about a problem without a restart, at which a test mode would lose its data. */
    private static final Set<Class<? extends Fix>> HARMLESS =
            Set.of(Fix.CopyCommand.class, Fix.ReadHelp.class, Fix.StartProgram.class, Fix.UseOwnServices.class);

    private final Optional<StoredCounts> held;
    private final CheckRun checks;
    private final Function<Boolean, CompletionStage<List<CheckResult>>> look;
    private final Consumer<Fix> fixes;
    private final Texts texts;
    private final BooleanProperty carry;
    private final StringProperty password = new SimpleStringProperty("");
    private final StringProperty again = new SimpleStringProperty("");

    /**
     * @param held what there is to be carried over, if there is anything
     * @param look begins to look at what persistent mode needs, with the data of the test mode or without them
     * @param fixes does what the button of a problem says
     */
    PersistentForm(
            Optional<StoredCounts> held,
            CheckRun checks,
            Function<Boolean, CompletionStage<List<CheckResult>>> look,
            Consumer<Fix> fixes,
            Texts texts) {
        this.held = held;
        this.checks = checks;
        this.look = look;
        this.fixes = fixes;
        this.texts = texts;
        carry = new SimpleBooleanProperty(held.isPresent());
        carry.addListener((watched, before, now) -> lookAgain());
    }

    /** What there is to be carried over, if there is anything. */
    Optional<StoredCounts> held() {
        return held;
    }

    /** What carrying it over takes, for people; empty where there is nothing. */
    String needs() {
        return held.map(counts -> texts.of(
                        "mode.carry.needs",
                        texts.formats().bytes(counts.bytes()),
                        texts.formats().span(counts.copying())))
                .orElse("");
    }

    /** Whether the data come along. */
    public BooleanProperty carryProperty() {
        return carry;
    }

    public StringProperty passwordProperty() {
        return password;
    }

    public StringProperty againProperty() {
        return again;
    }

    /** What was found of what persistent mode needs. */
    public CheckRun checks() {
        return checks;
    }

    /** What is in the way, with what can be done about it here. */
    List<Problem> problems() {
        return checks.problems().stream()
                .map(problem -> problem.offering(fix -> HARMLESS.contains(fix.getClass())))
                .toList();
    }

    void mend(Fix fix) {
        fixes.accept(fix);
    }

    /** Looks once more, with the present choice. */
    void lookAgain() {
        checks.follow(look.apply(carry.get()));
    }

    /** What is wrong with the passwords; empty while nothing is. */
    public StringBinding complaint() {
        return Bindings.createStringBinding(this::wrong, carry, password, again);
    }

    private String wrong() {
        if (!carry.get() || password.get().isEmpty()) {
            return "";
        }
        if (password.get().length() < SHORTEST) {
            return texts.of("mode.password.short", SHORTEST);
        }
        return again.get().isEmpty() || again.get().equals(password.get()) ? "" : texts.of("mode.password.differs");
    }

    /** Nobody changes to what is known not to work; where nothing could be found out, the change itself finds out. */
    BooleanBinding possible() {
        return Bindings.createBooleanBinding(
                () -> !checks.checkingProperty().get()
                        && checks.problems().isEmpty()
                        && (!carry.get() || hasPassword()),
                checks.checkingProperty(),
                checks.results(),
                carry,
                password,
                again);
    }

    private boolean hasPassword() {
        return password.get().length() >= SHORTEST && password.get().equals(again.get());
    }
}
