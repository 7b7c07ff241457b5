package org.quiltappliance.ui.controls;

import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What views do with nodes again and again. */
public final class Nodes {

    private Nodes() {}

    /** A label that shows what the value is. */
    public static Label label(ObservableValue<String> text, String... styles) {
        var label = new Label();
        label.textProperty().bind(text);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** A label with that text for good. */
    public static Label label(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** A field of a form, with its name above it; screen readers say it, too. */
    public static VBox field(String name, Node input) {
        var label = label(name, "field-label");
        label.setWrapText(true);
        label.setLabelFor(input);
        return new VBox(4, label, input);
    }

    /** A button that is never narrower than its text. */
    public static Button button(String id, String text, Runnable action) {
        var button = new Button(text);
        // An underscore is one, as in the name of a setting.
        button.setMnemonicParsing(false);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(pressed -> action.run());
        return button;
    }

    /** Calls with the present value and with each later one. */
    public static <T> void follow(ObservableValue<T> value, Consumer<? super T> listener) {
        listener.accept(value.getValue());
        value.addListener((watched, before, now) -> listener.accept(now));
    }

    /** A hidden node takes no room. */
    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** Shows the node while the condition holds. */
    public static void showWhen(Node node, ObservableValue<Boolean> condition) {
        // What is made of other values, such as their negation, lives only as long as somebody holds it.
        node.getProperties().put(Nodes.class, condition);
        follow(condition, shown -> show(node, shown));
    }

    /** Takes all room that is left in a row. */
    public static Region filler() {
        var filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        return filler;
    }
}
