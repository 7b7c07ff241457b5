package org.quiltappliance.ui.controls;

import javafx.scene.Node;
import javafx.scene.layout.HBox;

/** The name of a page and what can be done on all of it. */
public final class PageHead extends HBox {

    public PageHead(String title, Node... actions) {
        getStyleClass().add("page-head");
        var name = Nodes.label(title, "title");
        name.setId("page-title");
        getChildren().addAll(name, Nodes.filler());
        getChildren().addAll(actions);
    }
}
