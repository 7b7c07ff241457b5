package org.quiltappliance.ui;

import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.controls.CopyButton;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.Selectable;
import org.quiltappliance.ui.text.Texts;

/** Says that the registry runs without a window, and how to command it ({@code control-panel.md} SI-2). */
public final class HeadlessView extends VBox {

    private static final List<String> COMMANDS = List.of("status", "stop");

    /**
     * @param said who has the home folder
     * @param home what has to be said of the home folder behind a command; empty where it is the usual one
     */
    public HeadlessView(String said, String home, Texts texts, Runnable close) {
        getStyleClass().addAll("page", "alone");
        var title = Nodes.label(texts.of("headless.title"), "section");
        title.setId("headless-title");
        var text = new Label(texts.of("headless.text"));
        text.setWrapText(true);
        var who = Nodes.label(said, "secondary");
        who.setWrapText(true);
        getChildren().addAll(title, text);
        for (String word : COMMANDS) {
            getChildren().add(command("quilt-appliance " + word + home, word, texts));
        }
        var button = new Button(texts.of("dialog.close"));
        button.setId("headless-close");
        button.setDefaultButton(true);
        button.setCancelButton(true);
        button.setOnAction(pressed -> close.run());
        var foot = new HBox(button);
        foot.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(who, foot);
    }

    private static Node command(String line, String word, Texts texts) {
        var copy = new CopyButton(texts, () -> line + "\n");
        copy.setId("headless-copy-" + word);
        var shown = new Selectable(new ReadOnlyStringWrapper(line), "mono");
        shown.setId("headless-" + word);
        var name = Nodes.label(texts.of("headless." + word));
        name.setLabelFor(shown);
        var row = new HBox(name, Nodes.filler(), shown, copy);
        row.getStyleClass().add("row");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
