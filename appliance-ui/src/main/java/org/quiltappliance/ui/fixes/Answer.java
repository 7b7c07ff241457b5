package org.quiltappliance.ui.fixes;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quiltappliance.ui.dialogs.Dialog;

/** One line that somebody has to type. */
public final class Answer implements Dialog.Content {

    private final String label;
    private final StringProperty text = new SimpleStringProperty("");

    /** @param label what is to be typed */
    Answer(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public StringProperty textProperty() {
        return text;
    }

    BooleanBinding possible() {
        return Bindings.createBooleanBinding(() -> !text.get().isBlank(), text);
    }
}
