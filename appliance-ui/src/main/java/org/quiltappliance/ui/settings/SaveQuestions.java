package org.quiltappliance.ui.settings;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.quiltappliance.server.checks.PortLook;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;

/** What is asked before settings are written down that many people would regret. */
final class SaveQuestions {

    private final SettingsViewModel.Surroundings around;
    private final Runnable save;
    private final Deque<Runnable> open = new ArrayDeque<>();

    /** @param save done once all is answered, unless one answer was no */
    SaveQuestions(SettingsViewModel.Surroundings around, Runnable save) {
        this.around = around;
        this.save = save;
    }

    /** That everybody may come in ({@code control-panel.md} 4.2). */
    void opensToEverybody() {
        open.add(() -> around.dialogs()
                .show(Dialog.question(
                        around.texts().of("settings.anonymous.title"),
                        around.texts().of("settings.anonymous.text"),
                        new Answer(
                                "dlg-ok",
                                around.texts().of("settings.anonymous.ok"),
                                Weight.DESTRUCTIVE,
                                this::next))));
    }

    /** That a port is somebody else's ({@code control-panel.md} 14). @param note what was found */
    void portIsTaken(SettingField port, PortNote note, PortLook look) {
        open.add(() -> {
            var form = new PortForm(port.effective(), look);
            around.dialogs()
                    .show(new Dialog(
                            around.texts().of("settings.port.taken.title", port.effective()),
                            note.sentence(look),
                            form,
                            List.of(new Answer("dlg-ok", around.texts().of("settings.save"), Weight.USUAL, () -> {
                                if (form.useNextProperty().get()) {
                                    note.useNext();
                                }
                                next();
                            }))));
        });
    }

    /** Asks one after the other. */
    void next() {
        Runnable question = open.poll();
        if (question == null) {
            save.run();
        } else {
            question.run();
        }
    }
}
