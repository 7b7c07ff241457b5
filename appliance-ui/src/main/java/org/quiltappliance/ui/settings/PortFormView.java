package org.quiltappliance.ui.settings;

import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.text.Texts;

/** Draws the choice between another port and the same. */
public final class PortFormView extends VBox {

    public PortFormView(PortForm form, Texts texts) {
        getStyleClass().add("form");
        var group = new ToggleGroup();
        var use = choice("dlg-port-use", texts.of("settings.port.taken.use", form.next()), group);
        var keep = choice("dlg-port-keep", texts.of("settings.port.taken.keep", form.port()), group);
        group.selectToggle(form.useNextProperty().get() ? use : keep);
        form.useNextProperty().bind(use.selectedProperty());
        getChildren().addAll(use, keep);
    }

    private static RadioButton choice(String id, String text, ToggleGroup group) {
        var choice = new RadioButton(text);
        choice.setId(id);
        choice.setWrapText(true);
        choice.setToggleGroup(group);
        return choice;
    }
}
