package org.quiltappliance.ui.mode;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** The change of mode: what is asked before, and what follows ({@code control-panel.md} 9.1, 9.2). */
public final class ModeSwitch {

    /** As many signs as the registry asks for. */
    private static final int SHORTEST = 8;

    private final ModeAppliance appliance;
    private final Tasks tasks;
    private final Dialogs dialogs;
    private final Texts texts;
    private final Consumer<String> failed;

    /** @param failed hears in words for people why something was not done */
    public ModeSwitch(ModeAppliance appliance, Tasks tasks, Dialogs dialogs, Texts texts, Consumer<String> failed) {
        this.appliance = appliance;
        this.tasks = tasks;
        this.dialogs = dialogs;
        this.texts = texts;
        this.failed = failed;
    }

    /** What somebody has to say before data are carried over. */
    public static final class CarryOver implements Dialog.Content {

        private final BooleanProperty carry = new SimpleBooleanProperty(true);
        private final StringProperty password = new SimpleStringProperty("");
        private final StringProperty again = new SimpleStringProperty("");
        private final Texts texts;

        CarryOver(Texts texts) {
            this.texts = texts;
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

        BooleanBinding possible() {
            return Bindings.createBooleanBinding(
                    () -> !carry.get()
                            || password.get().length() >= SHORTEST
                                    && password.get().equals(again.get()),
                    carry,
                    password,
                    again);
        }
    }

    /** Asks what is to be known, and changes. @param held what there is to be carried over */
    public void toPersistent(Optional<StoredCounts> held) {
        if (held.isEmpty()) {
            dialogs.show(Dialog.question(
                    texts.of("mode.persistent.title"),
                    texts.of("mode.persistent.text"),
                    new Answer("dlg-ok", texts.of("mode.switch"), Weight.USUAL, () -> turnTo(Mode.PERSISTENT))));
            return;
        }
        var form = new CarryOver(texts);
        dialogs.show(new Dialog(
                texts.of("mode.persistent.title"),
                texts.of("mode.persistent.held", texts.of("mode.persistent.text"), counted(held.get())),
                form,
                List.of(new Answer(
                        "dlg-ok", texts.of("mode.switch"), Weight.USUAL, form.possible(), () -> carryOver(form)))));
    }

    private String counted(StoredCounts held) {
        return texts.of(
                "mode.counts",
                held.packages(),
                held.users(),
                held.objects(),
                texts.formats().bytes(held.bytes()));
    }

    private void carryOver(CarryOver form) {
        if (form.carryProperty().get()) {
            String password = form.passwordProperty().get();
            follow(() -> appliance.carryOver(password));
        } else {
            turnTo(Mode.PERSISTENT);
        }
    }

    /** Says that nothing is lost, and changes. @param place where the data stay */
    public void toTest(String place) {
        dialogs.show(Dialog.question(
                texts.of("mode.test.title"),
                texts.of("mode.test.text", place),
                new Answer("dlg-ok", texts.of("mode.switch"), Weight.USUAL, () -> turnTo(Mode.TEST))));
    }

    private void turnTo(Mode mode) {
        follow(() -> appliance.turnTo(mode));
    }

    private void follow(Callable<CompletionStage<?>> work) {
        tasks.begin(work, done -> {}, reason -> failed.accept(String.valueOf(reason.getMessage())));
    }
}
