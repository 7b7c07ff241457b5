package org.quiltappliance.ui.fixes;

import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.controls.Nodes;

/** Draws a line that somebody has to type. */
public final class AnswerView extends VBox {

    public AnswerView(Answer answer) {
        var field = new TextField();
        field.setId("dlg-answer");
        field.textProperty().bindBidirectional(answer.textProperty());
        getChildren().add(Nodes.field(answer.label(), field));
    }
}
