package org.quiltappliance.ui.share;

import java.util.List;
import java.util.function.Consumer;
import org.quiltappliance.server.Sharing;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** Asks who may reach the registry, and lets it be so. */
public final class ShareQuestion {

    private final ShareAppliance appliance;
    private final Tasks tasks;
    private final Dialogs dialogs;
    private final Texts texts;
    private final Consumer<String> said;

    /** @param said hears how it ended, in words for people */
    public ShareQuestion(ShareAppliance appliance, Tasks tasks, Dialogs dialogs, Texts texts, Consumer<String> said) {
        this.appliance = appliance;
        this.tasks = tasks;
        this.dialogs = dialogs;
        this.texts = texts;
        this.said = said;
    }

    public void ask() {
        tasks.run(appliance::look, this::ask, this::tell);
    }

    private void ask(Sharing sharing) {
        var form = new ShareForm(sharing, texts);
        dialogs.show(new Dialog(
                texts.of("share.title"),
                texts.of("share.text"),
                form,
                List.of(new Answer(
                        "dlg-ok",
                        texts.of("share.apply"),
                        Weight.USUAL,
                        form.possible(),
                        () -> share(form.chosenProperty().get())))));
    }

    private void share(String address) {
        tasks.begin(() -> appliance.share(address), said, this::tell);
    }

    private void tell(Throwable reason) {
        said.accept(String.valueOf(reason.getMessage()));
    }
}
