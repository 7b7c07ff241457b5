package org.quiltappliance.ui;

import java.util.Optional;
import javafx.scene.Node;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.text.Texts;

/** Forms as the window draws them, for tests of other packages. */
public final class DialogForms {

    private DialogForms() {}

    /** What is to be filled in before an answer. */
    public static Optional<Node> of(Dialog.Content content, Texts texts) {
        return Pages.form(content, texts);
    }
}
