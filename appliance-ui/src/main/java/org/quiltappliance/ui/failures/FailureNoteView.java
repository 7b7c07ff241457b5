package org.quiltappliance.ui.failures;

import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.controls.CopyButton;
import org.quiltappliance.ui.text.Texts;

/** Draws what to pass on of a failure. */
public final class FailureNoteView extends VBox {

    private static final int LINES = 7;

    public FailureNoteView(FailureNote note, Texts texts) {
        getStyleClass().add("form");
        var details = new TextArea(note.details());
        details.setId("dlg-details");
        details.setEditable(false);
        details.setPrefRowCount(LINES);
        details.getStyleClass().add("mono");
        details.setAccessibleText(texts.of("failure.details"));
        Button copy = new CopyButton(texts, note::details, "failure.copy");
        copy.setId("dlg-copy");
        copy.getStyleClass().add("dialog-focus");
        getChildren().addAll(details, copy);
    }
}
