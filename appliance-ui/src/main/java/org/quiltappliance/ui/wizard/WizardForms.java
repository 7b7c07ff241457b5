package org.quiltappliance.ui.wizard;

import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.Setup.Field;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;

/** What the pages of the wizard are put together from. */
final class WizardForms {

    private final WizardViewModel model;
    private final Texts texts;

    WizardForms(WizardViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    /** A text that is wrapped. */
    Label words(String key, Object... values) {
        var words = Nodes.label(texts.of(key, values), "secondary");
        words.setWrapText(true);
        return words;
    }

    /** A line to be typed, with its name above and what is wrong with it below. */
    VBox field(String id, Field field, String usual) {
        return field(new TextField(), id, field, usual);
    }

    VBox secret(String id, Field field) {
        return field(new PasswordField(), id, field, "");
    }

    private VBox field(TextField input, String id, Field field, String usual) {
        input.textProperty().bindBidirectional(model.draft().textProperty(field));
        input.setPromptText(usual);
        return labelled(input, id, texts.of("wizard.field." + field), model.complaint(field));
    }

    VBox labelled(TextField input, String id, String name, ObservableValue<String> complaint) {
        input.setId(id);
        input.setAccessibleText(name);
        var label = Nodes.label(name, "field-label");
        label.setLabelFor(input);
        var wrong = Nodes.label(complaint, "problem");
        wrong.setId(id + "-problem");
        wrong.setWrapText(true);
        Nodes.showWhen(wrong, complaint.map(text -> !text.isEmpty()));
        return new VBox(4, label, input, wrong);
    }

    /** One of several choices, with a line about it. */
    <T> VBox choice(ToggleGroup group, String id, ObjectProperty<T> chosen, T value, String key) {
        var button = new RadioButton(texts.of(key));
        button.setId(id);
        button.setToggleGroup(group);
        button.getStyleClass().add("strong");
        Nodes.follow(chosen, now -> {
            if (now == value) {
                button.setSelected(true);
            }
        });
        button.selectedProperty().addListener((watched, before, selected) -> {
            if (selected) {
                chosen.set(value);
            }
        });
        if (chosen.get() == value) {
            button.getStyleClass().add("wizard-first");
        }
        var about = words(key + ".text");
        about.getStyleClass().add("choice-text");
        return new VBox(4, button, about);
    }

    /** Shows the node only while that is chosen. */
    static <T> void showFor(Node node, ObjectProperty<T> chosen, T value) {
        Nodes.showWhen(node, chosen.map(now -> now == value));
    }

    /** Fields in columns of these widths, in percent. */
    static GridPane columns(double... percents) {
        var grid = new GridPane();
        grid.setHgap(16);
        grid.setVgap(10);
        for (double percent : percents) {
            var column = new ColumnConstraints();
            column.setPercentWidth(percent);
            grid.getColumnConstraints().add(column);
        }
        return grid;
    }
}
