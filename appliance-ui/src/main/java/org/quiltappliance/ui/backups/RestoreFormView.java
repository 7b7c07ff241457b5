package org.quiltappliance.ui.backups;

import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;

/** Draws what has to be said before a restore. */
public final class RestoreFormView extends VBox {

    public RestoreFormView(RestoreForm form, Texts texts) {
        getStyleClass().add("form");
        var typed = new TextField();
        typed.setId("bak-typed");
        typed.textProperty().bindBidirectional(form.typedProperty());
        var passphrase = new PasswordField();
        passphrase.setId("bak-pass");
        passphrase.textProperty().bindBidirectional(form.passphraseProperty());
        getChildren()
                .addAll(
                        Nodes.field(texts.of("backups.restore.type", form.name()), typed),
                        Nodes.field(texts.of("backups.restore.passphrase"), passphrase));
    }
}
