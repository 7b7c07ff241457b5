package org.quiltappliance.ui.controls;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Things that belong together, with a border around them, a word above, and what can be done with them beside that. */
public final class Panel extends VBox {

    private final HBox head;

    /** @param title in a few words */
    public Panel(String title, Node... content) {
        getStyleClass().add("panel");
        head = new HBox(Nodes.label(title, "panel-title"), Nodes.filler());
        head.getStyleClass().add("row");
        getChildren().add(head);
        getChildren().addAll(content);
    }

    /** The same with these beside the title. */
    public Panel with(Node... actions) {
        head.getChildren().addAll(actions);
        return this;
    }
}
