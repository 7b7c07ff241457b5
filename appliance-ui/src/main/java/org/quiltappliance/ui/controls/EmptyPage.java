package org.quiltappliance.ui.controls;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** A page with nothing on it yet: what it is for, and what to do next ({@code control-panel.md} UI-8). */
public final class EmptyPage extends VBox {

    public EmptyPage(String title, String text, Node... actions) {
        var words = Nodes.label(text, "secondary");
        words.setWrapText(true);
        words.setMaxWidth(480);
        var body = new VBox(words);
        body.getStyleClass().add("empty");
        body.getChildren().addAll(actions);
        getChildren().addAll(new PageHead(title), body);
    }
}
