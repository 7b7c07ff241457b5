package org.quiltappliance.ui.mode;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.checks.CheckRun;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** The change of mode: what is asked before, and what follows ({@code control-panel.md} 9.1, 9.2). */
public final class ModeSwitch {

    private final ModeAppliance appliance;
    private final Tasks tasks;
    private final Dialogs dialogs;
    private final Texts texts;
    private final Consumer<Fix> fixes;
    private final Consumer<String> failed;

    /**
     * @param fixes does what the buttons of problems say
     * @param failed hears in words for people why something was not done
     */
    public ModeSwitch(
            ModeAppliance appliance,
            Tasks tasks,
            Dialogs dialogs,
            Texts texts,
            Consumer<Fix> fixes,
            Consumer<String> failed) {
        this.appliance = appliance;
        this.tasks = tasks;
        this.dialogs = dialogs;
        this.texts = texts;
        this.fixes = fixes;
        this.failed = failed;
    }

    /** Asks what is to be known, and changes. @param held what there is to be carried over */
    public void toPersistent(Optional<StoredCounts> held) {
        var form = new PersistentForm(held, new CheckRun(tasks, texts), appliance::check, fixes, texts);
        form.lookAgain();
        String text = texts.of("mode.persistent.text");
        dialogs.show(new Dialog(
                texts.of("mode.persistent.title"),
                held.map(counts -> texts.of("mode.persistent.held", text, counted(counts)))
                        .orElse(text),
                form,
                List.of(new Answer(
                        "dlg-ok", texts.of("mode.switch"), Weight.USUAL, form.possible(), () -> change(form)))));
    }

    private String counted(StoredCounts held) {
        return texts.of(
                "mode.counts",
                held.packages(),
                held.users(),
                held.objects(),
                texts.formats().bytes(held.bytes()));
    }

    private void change(PersistentForm form) {
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
