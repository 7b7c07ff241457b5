package org.quiltappliance.ui.controls;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.TextField;

/** A text on one line that can be selected and copied, but not changed. */
public final class Selectable extends TextField {

    public Selectable(ObservableValue<String> text, String... styles) {
        textProperty().bind(text);
        setEditable(false);
        getStyleClass().add("selectable");
        getStyleClass().addAll(styles);
        Nodes.follow(text, now -> setPrefColumnCount(Math.max(8, now.length())));
    }
}
