package org.quiltappliance.ui.diagnostics;

import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.text.Texts;

/** Draws the list of licences. */
public final class LicencesView extends VBox {

    private static final int LINES = 14;

    public LicencesView(Licences licences, Texts texts) {
        getStyleClass().add("form");
        var list = new TextArea(licences.text());
        list.setId("dia-licences-list");
        list.setEditable(false);
        list.setWrapText(true);
        list.setPrefRowCount(LINES);
        list.setAccessibleText(texts.of("diagnostics.licences"));
        getChildren().add(list);
    }
}
