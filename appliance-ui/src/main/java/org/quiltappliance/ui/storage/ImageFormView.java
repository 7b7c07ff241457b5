package org.quiltappliance.ui.storage;

import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;

/** Draws which image a container is to be made from. */
public final class ImageFormView extends VBox {

    public ImageFormView(ImageForm form, Texts texts) {
        getStyleClass().add("form");
        var group = new ToggleGroup();
        var choices = new HBox();
        choices.getStyleClass().add("row");
        for (String role : form.roles()) {
            var choice = new RadioButton(texts.of("storage.role." + role));
            choice.setId("sto-dlg-" + role);
            choice.setToggleGroup(group);
            choice.setSelected(form.roleProperty().get().equals(role));
            choice.setOnAction(chosen -> form.roleProperty().set(role));
            choices.getChildren().add(choice);
        }
        var image = new TextField();
        image.setId("sto-dlg-image");
        image.getStyleClass().add("mono");
        image.textProperty().bindBidirectional(form.imageProperty());
        var label = Nodes.label(texts.of("storage.images.reference"), "field-label");
        label.setLabelFor(image);
        getChildren().addAll(choices, new VBox(4, label, image));
    }
}
