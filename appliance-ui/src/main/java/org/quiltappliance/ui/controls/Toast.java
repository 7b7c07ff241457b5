package org.quiltappliance.ui.controls;

import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** Says for a while how an action of a moment ago ended ({@code control-panel.md} UI-9). Stays while the pointer is on it. */
public final class Toast extends HBox {

    private final Label words = new Label();
    private final PauseTransition pause = new PauseTransition(Duration.seconds(6));

    public Toast(Texts texts) {
        setId("toast");
        getStyleClass().add("toast");
        words.setWrapText(true);
        var close = new Button(null, Icons.CLOSE.node());
        close.getStyleClass().addAll("quiet", "icon-only");
        close.setAccessibleText(texts.of("toast.close"));
        close.setOnAction(pressed -> Nodes.show(this, false));
        getChildren().addAll(words, close);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        pause.setOnFinished(over -> Nodes.show(this, false));
        hoverProperty().addListener((watched, before, over) -> {
            if (over) {
                pause.stop();
            } else {
                pause.playFromStart();
            }
        });
        Nodes.show(this, false);
    }

    /** Shows this text, in the place of the one before. */
    public void say(String text) {
        words.setText(text);
        Nodes.show(this, true);
        pause.playFromStart();
    }
}
