package org.quiltappliance.ui.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.text.Texts;

/** Asks what becomes of the data when settings say that they live elsewhere ({@code control-panel.md} 8.6). */
final class MoveQuestion {

    private final SettingsViewModel.Surroundings around;
    private final Texts texts;
    private final Runnable setAlone;
    private final Runnable moved;

    /**
     * @param setAlone writes everything down and copies nothing
     * @param moved hears that the data and the settings are there
     */
    MoveQuestion(SettingsViewModel.Surroundings around, Runnable setAlone, Runnable moved) {
        this.around = around;
        this.texts = around.texts();
        this.setAlone = setAlone;
        this.moved = moved;
    }

    /** @param wanted what is typed on the sheet with the places */
    void ask(ApplianceSnapshot now, Map<String, Optional<String>> wanted) {
        if (now.state().isUp()) {
            show(
                    texts.of("settings.move.running.title"),
                    texts.of("settings.move.running.text"),
                    new Answer("dlg-ok", texts.of("settings.move.running.ok"), Weight.USUAL, around.commands()::stop));
        } else if (now.mode() == Mode.TEST) {
            show(
                    texts.of("settings.move.test.title"),
                    texts.of("settings.move.test.text"),
                    new Answer("dlg-ok", texts.of("settings.move.set"), Weight.USUAL, setAlone));
        } else {
            plan(wanted);
        }
    }

    private void plan(Map<String, Optional<String>> wanted) {
        var settings = new LinkedHashMap<String, String>();
        wanted.forEach((name, value) -> value.ifPresent(text -> settings.put(name, text)));
        around.said().accept(texts.of("settings.move.planning"));
        around.tasks()
                .begin(
                        () -> around.appliance().planMove(settings),
                        (List<String> sentences) -> show(
                                texts.of("settings.move.title"),
                                String.join("\n", sentences) + "\n" + texts.of("settings.move.set.note"),
                                new Answer("dlg-move-set", texts.of("settings.move.set"), Weight.PLAIN, setAlone),
                                new Answer("dlg-ok", texts.of("settings.move.ok"), Weight.USUAL, () -> move(settings))),
                        this::refuse);
    }

    /** The new place may hold the data already, or be the only one that still works. */
    private void refuse(Throwable failed) {
        show(
                texts.of("settings.move.failed.title"),
                failed.getMessage() + "\n" + texts.of("settings.move.set.note"),
                new Answer("dlg-move-set", texts.of("settings.move.set"), Weight.PLAIN, setAlone));
    }

    private void move(Map<String, String> settings) {
        around.tasks()
                .begin(
                        () -> around.appliance().move(settings),
                        done -> {
                            around.said().accept(texts.of("settings.move.done"));
                            moved.run();
                        },
                        failed -> around.said().accept(String.valueOf(failed.getMessage())));
    }

    private void show(String title, String text, Answer... answers) {
        around.dialogs().show(Dialog.question(title, text, answers));
    }
}
