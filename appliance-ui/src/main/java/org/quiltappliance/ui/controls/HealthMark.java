package org.quiltappliance.ui.controls;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** A part of the appliance and how it is: a shape, its name, and what it is. Pressed, it tells more. */
public final class HealthMark extends Button {

    public HealthMark(
            String name, ObservableValue<Health> health, ObservableValue<String> detail, Texts texts, Runnable more) {
        getStyleClass().setAll("health");
        var icon = new HBox();
        Nodes.follow(health, now -> icon.getChildren().setAll(icon(now)));
        var title = new Label(name);
        title.setMinWidth(USE_PREF_SIZE);
        title.getStyleClass().add("strong");
        var about = Nodes.label(detail, "secondary");
        var whole = new Tooltip();
        whole.textProperty().bind(about.textProperty());
        setTooltip(whole);
        var row = new HBox(icon, title, about);
        row.getStyleClass().add("health-row");
        setGraphic(row);
        setMaxWidth(Double.MAX_VALUE);
        setOnAction(pressed -> more.run());
        Nodes.follow(health, now -> setAccessibleText(name + ": " + texts.of("health." + now)));
    }

    private static FontIcon icon(Health health) {
        return switch (health) {
            case UP -> Icons.RUNNING.node("ok");
            case DOWN -> Icons.FAILED.node("danger");
            case OFF -> Icons.OFF.node("off");
        };
    }
}
