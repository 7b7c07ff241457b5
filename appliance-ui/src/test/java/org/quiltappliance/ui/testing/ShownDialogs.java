package org.quiltappliance.ui.testing;

import org.jspecify.annotations.Nullable;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialogs;

/** Remembers the dialog that is shown. */
public final class ShownDialogs implements Dialogs {

    private @Nullable Dialog shown;

    @Override
    public void show(Dialog dialog) {
        shown = dialog;
    }

    @Override
    public void close() {
        shown = null;
    }

    @Override
    public boolean isShown() {
        return shown != null;
    }

    public boolean isEmpty() {
        return shown == null;
    }

    /** What is shown. */
    public Dialog present() {
        Dialog present = shown;
        if (present == null) {
            throw new AssertionError("No dialog is shown");
        }
        return present;
    }

    /** The answer with that id. */
    public Answer answer(String id) {
        return present().answers().stream()
                .filter(answer -> answer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No answer " + id));
    }

    /** Chooses none of the answers. */
    public void cancel() {
        Dialog present = present();
        close();
        present.cancelled().run();
    }

    /** Gives that answer, which must be possible. */
    public void give(String id) {
        Answer answer = answer(id);
        if (!answer.possible().get()) {
            throw new AssertionError("The answer " + id + " cannot be given");
        }
        close();
        answer.action().run();
    }
}
