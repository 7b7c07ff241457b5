package org.quiltappliance.ui.controls;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Things that belong together, with a border around them, a word above, and what can be done with them beside that. */
public final class Panel extends VBox {

    private final HBox head;
    private final Label name;

    /** @param title in a few words */
    public Panel(String title, Node... content) {
        getStyleClass().add("panel");
        name = Nodes.label(title, "panel-title");
        name.setMinWidth(USE_PREF_SIZE);
        head = new HBox(name, Nodes.filler());
        head.getStyleClass().add("row");
        getChildren().add(head);
        getChildren().addAll(content);
    }

    /** The same, whose title is what screen readers call that node. */
    public Panel naming(Node node) {
        name.setLabelFor(node);
        return this;
    }

    /** The same with these beside the title. */
    public Panel with(Node... actions) {
        head.getChildren().addAll(actions);
        return this;
    }
}
