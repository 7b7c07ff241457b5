package org.quiltappliance.ui.autostart;

import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;

/** Draws the switch. */
public final class AutostartView extends VBox {

    public AutostartView(AutostartViewModel model, Texts texts) {
        super(6);
        getStyleClass().add("setting");
        var box = new CheckBox(texts.of("autostart.switch"));
        box.setId("set-autostart");
        box.setWrapText(true);
        Nodes.follow(model.onProperty(), box::setSelected);
        box.setOnAction(pressed -> model.turn(box.isSelected()));
        var about = Nodes.label(texts.of("autostart.about"), "hint");
        about.setWrapText(true);
        var place = Nodes.label(model.place(), "hint");
        place.setWrapText(true);
        getChildren().addAll(box, about, place);
        sceneProperty().addListener((watched, before, shown) -> {
            if (shown != null) {
                model.refresh();
            }
        });
    }
}
