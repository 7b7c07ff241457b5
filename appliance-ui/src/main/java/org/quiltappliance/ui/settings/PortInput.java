package org.quiltappliance.ui.settings;

import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quiltappliance.server.checks.PortLook;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** The field of a port, and behind it whether it can be used. */
final class PortInput extends FlowPane {

    /** @param changeable whether another port can be taken here */
    PortInput(String id, Node field, PortNote note, boolean changeable, Texts texts) {
        getStyleClass().add("wrap");
        getChildren().add(field);
        Nodes.follow(note.foundProperty(), found -> {
            getChildren().setAll(field);
            found.ifPresent(look -> {
                var words = Nodes.label(note.words(look), "secondary");
                words.setId(id + "-note");
                words.setWrapText(true);
                words.setGraphic(icon(look));
                getChildren().add(words);
                if (PortNote.isBad(look) && changeable) {
                    getChildren()
                            .add(Nodes.button(id + "-use", texts.of("settings.port.use", look.next()), note::useNext));
                }
            });
        });
    }

    private static FontIcon icon(PortLook look) {
        return PortNote.isBad(look) ? Icons.FAILED.node("danger") : Icons.RUNNING.node("ok");
    }
}
