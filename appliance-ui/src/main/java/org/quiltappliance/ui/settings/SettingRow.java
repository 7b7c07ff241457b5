package org.quiltappliance.ui.settings;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;

/** One setting: what it is called, where its value comes from, the control, and what is wrong with it. */
final class SettingRow extends VBox {

    private static final double NARROW = 200;

    /** @param input draws and changes the value */
    SettingRow(SettingField field, Node input, SettingsViewModel model, Texts texts) {
        super(6);
        getStyleClass().add("setting");
        var name = Nodes.label(field.name(), "strong");
        name.setWrapText(true);
        var variable = Nodes.label(field.setting().name(), "mono", "variable");
        var origin = Nodes.label(field.origin(), "hint");
        origin.setId(field.id() + "-origin");
        origin.setWrapText(true);
        variable.setMinWidth(USE_PREF_SIZE);
        var small = new HBox(8, variable, origin);
        small.setAlignment(Pos.BASELINE_LEFT);
        if (field.isWritten() && !field.isLocked()) {
            small.getChildren().add(forget(field, model, texts));
        }
        var about = Nodes.label(field.about(), "hint");
        about.setWrapText(true);
        var words = new VBox(4, name, about);
        words.setMinWidth(NARROW);
        HBox.setHgrow(words, Priority.ALWAYS);
        var line = new HBox(input);
        line.getStyleClass().add("row");
        HBox.setHgrow(input, Priority.ALWAYS);
        if (input instanceof Region region) {
            region.setMaxWidth(region.getMaxWidth() == Region.USE_PREF_SIZE ? Region.USE_PREF_SIZE : Double.MAX_VALUE);
        }
        Nodes.follow(model.isOpen(field), may -> line.setDisable(!may));
        var complaint = Nodes.label(field.complaint(), "problem");
        complaint.setId(field.id() + "-problem");
        complaint.setWrapText(true);
        Nodes.showWhen(complaint, field.complaint().map(text -> !text.isEmpty()));
        getChildren().addAll(words, line, complaint, small);
        Nodes.showWhen(this, model.meant(field).asObject());
    }

    private static Node forget(SettingField field, SettingsViewModel model, Texts texts) {
        String key = field.setting().secret() ? "settings.clear" : "settings.forget";
        var forget = new Hyperlink(texts.of(key));
        forget.setId(field.id() + "-default");
        forget.getStyleClass().add("small-link");
        forget.setMinWidth(USE_PREF_SIZE);
        forget.setOnAction(pressed -> {
            field.forgottenProperty().set(true);
            if (!field.setting().secret()) {
                field.draftProperty().set(field.setting().standard());
            }
        });
        Nodes.showWhen(forget, model.isOpen(field));
        forget.disableProperty().bind(field.forgottenProperty());
        return forget;
    }
}
