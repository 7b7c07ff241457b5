package org.quiltappliance.ui.share;

import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.theme.Icons;

/** Draws the ways to share. */
public final class ShareFormView extends VBox {

    public ShareFormView(ShareForm form) {
        getStyleClass().add("form");
        var group = new ToggleGroup();
        int number = 0;
        for (ShareForm.Way way : form.ways()) {
            var choice = new RadioButton(way.label());
            choice.setId("shr-way-" + number++);
            choice.setWrapText(true);
            choice.setToggleGroup(group);
            choice.setSelected(way.address().equals(form.chosenProperty().get()));
            choice.setDisable(!way.possible());
            choice.setOnAction(chosen -> form.chosenProperty().set(way.address()));
            getChildren().add(choice);
        }
        form.refusal().ifPresent(reason -> {
            var words = Nodes.label(reason, "problem");
            words.setId("shr-refusal");
            words.setWrapText(true);
            words.setMinHeight(USE_PREF_SIZE);
            getChildren().add(words);
        });
        form.warnings().forEach(warning -> getChildren().add(warning(warning)));
    }

    private static Node warning(String text) {
        var words = Nodes.label(text);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        var warning = new HBox(Icons.DEGRADED.node("warn"), words);
        warning.getStyleClass().addAll("notice", "warn");
        return warning;
    }
}
