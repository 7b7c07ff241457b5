package org.quiltappliance.ui.controls;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A number with its name. */
public final class Figure extends VBox {

    private final Label value;

    public Figure(String name, ObservableValue<String> number) {
        value = Nodes.label(number, "figure");
        value.setMinWidth(USE_PREF_SIZE);
        var label = Nodes.label(name, "hint");
        label.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(value, label);
    }

    /** Names the number, for tests and style sheets. */
    public Figure named(String id) {
        value.setId(id);
        return this;
    }
}
