package org.quiltappliance.ui.fixes;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** Does what the buttons of problems say, or has it done. */
public final class Fixes {

    /**
     * What fixes work with.
     *
     * @param said hears how a fix ended, in words for people
     */
    public record Surroundings(
            FixAppliance appliance,
            FixDesktop desktop,
            Tasks tasks,
            Dialogs dialogs,
            Texts texts,
            Consumer<String> said) {}

    private final Surroundings around;
    private final Texts texts;
    private final Map<Class<? extends Fix>, Consumer<Fix>> deeds = new HashMap<>();

    public Fixes(Surroundings around) {
        this.around = around;
        this.texts = around.texts();
        var desktop = around.desktop();
        does(Fix.LoadImages.class, fix -> desktop.chooseImages().ifPresent(file -> appliance(fix, file.toString())));
        does(Fix.OpenSetting.class, fix -> ask(fix, texts.of("fix.setting", fix.setting())));
        does(Fix.SendTestMail.class, fix -> ask(fix, texts.of("fix.mail")));
        does(Fix.ShowLog.class, fix -> desktop.showLogs());
        does(Fix.OpenFolder.class, fix -> desktop.openFolder(Path.of(fix.path())));
        does(Fix.CopyCommand.class, fix -> {
            desktop.copy(fix.line());
            around.said().accept(texts.of("copy.done"));
        });
        does(Fix.RestoreBackup.class, fix -> desktop.showBackups());
        does(Fix.ChangePassword.class, fix -> desktop.showUsers());
        does(Fix.UseOwnServices.class, fix -> desktop.showSettings());
        does(Fix.SaveDiagnostics.class, fix -> desktop.showDiagnostics());
        does(Fix.Quit.class, fix -> desktop.quit());
        does(Fix.ReadHelp.class, fix -> tell(fix, "help." + fix.topic()));
        does(Fix.ChooseFolder.class, fix -> tell(fix, "help.CHOOSE_FOLDER"));
        does(Fix.StartProgram.class, fix -> tell(fix, "help.START_PROGRAM"));
        does(Fix.OpenSystemSettings.class, fix -> tell(fix, "help.SYSTEM_SETTINGS"));
        does(Fix.ShowOther.class, fix -> tell(fix, "help.SHOW_OTHER"));
    }

    private <F extends Fix> void does(Class<F> type, Consumer<F> deed) {
        deeds.put(type, fix -> deed.accept(type.cast(fix)));
    }

    /** What the window has a part in; the rest is the appliance's alone. */
    Set<Class<? extends Fix>> kinds() {
        return Set.copyOf(deeds.keySet());
    }

    /** Does it, or asks first for what is missing. */
    public void apply(Fix fix) {
        Consumer<Fix> deed = deeds.get(fix.getClass());
        if (deed != null) {
            deed.accept(fix);
        } else {
            follow(() -> around.appliance().apply(fix, Optional.empty()));
        }
    }

    private void appliance(Fix fix, String answer) {
        follow(() -> around.appliance().apply(fix, Optional.of(answer)));
    }

    private void follow(Callable<CompletionStage<String>> work) {
        around.tasks().begin(work, around.said(), failed -> around.said().accept(String.valueOf(failed.getMessage())));
    }

    private void ask(Fix fix, String label) {
        var answer = new Answer(label);
        around.dialogs()
                .show(new Dialog(
                        fix.text(),
                        "",
                        answer,
                        List.of(new Dialog.Answer(
                                "dlg-ok",
                                texts.of("fix.ok"),
                                Weight.USUAL,
                                answer.possible(),
                                () -> appliance(fix, answer.textProperty().get().strip())))));
    }

    private void tell(Fix fix, String key) {
        around.dialogs().show(Dialog.question(fix.text(), texts.of(key)));
    }
}
