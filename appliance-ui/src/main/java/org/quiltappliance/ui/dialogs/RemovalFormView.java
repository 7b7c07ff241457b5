package org.quiltappliance.ui.dialogs;

import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;

/** Draws what has to be typed before something goes for good. */
public final class RemovalFormView extends VBox {

    public RemovalFormView(RemovalForm form, Texts texts) {
        getStyleClass().add("form");
        var typed = new TextField();
        typed.setId("dlg-remove-text");
        typed.textProperty().bindBidirectional(form.typedProperty());
        getChildren().add(Nodes.field(texts.of("dialog.remove.type", form.expected()), typed));
        if (form.isConsentNeeded()) {
            var consent = new CheckBox(texts.of("dialog.remove.lose"));
            consent.setId("dlg-remove-lose");
            consent.setWrapText(true);
            consent.selectedProperty().bindBidirectional(form.consentProperty());
            getChildren().add(consent);
        }
    }
}
