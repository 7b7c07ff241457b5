package org.quiltappliance.ui.backups;

import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;

/** Draws the two fields for a passphrase. */
public final class PassphraseFormView extends VBox {

    public PassphraseFormView(PassphraseForm form, Texts texts) {
        getStyleClass().add("form");
        var first = new PasswordField();
        first.setId("bak-pass");
        first.textProperty().bindBidirectional(form.firstProperty());
        var again = new PasswordField();
        again.setId("bak-pass2");
        again.textProperty().bindBidirectional(form.againProperty());
        var differs = Nodes.label(texts.of("backups.secrets.differs"), "problem");
        Nodes.showWhen(differs, form.differs());
        getChildren()
                .addAll(
                        new VBox(4, Nodes.label(texts.of("backups.secrets.pass"), "field-label"), first),
                        new VBox(4, Nodes.label(texts.of("mode.password.again"), "field-label"), again),
                        differs);
    }
}
