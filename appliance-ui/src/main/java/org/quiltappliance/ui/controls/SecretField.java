package org.quiltappliance.ui.controls;

import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.beans.property.StringProperty;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/**
 * A field for a secret: hidden, unless somebody asks to see it, and hidden again after half a minute ({@code
 * control-panel.md} CF-8).
 */
public final class SecretField extends HBox {

    private static final Duration SHOWN = Duration.seconds(30);

    private final Texts texts;
    private final PasswordField hidden = new PasswordField();
    private final TextField open = new TextField();
    private final TextField kept = new TextField();
    private final ToggleButton reveal = new ToggleButton();
    private final PauseTransition pause = new PauseTransition(SHOWN);
    private final Supplier<String> stored;

    /**
     * @param id of the field; that of the button is the same with -reveal behind it
     * @param typed what is typed; empty to keep what is stored
     * @param stored what is stored, asked for when somebody wants to see it
     * @param prompt stands in the empty field
     */
    public SecretField(String id, StringProperty typed, Supplier<String> stored, String prompt, Texts texts) {
        this.texts = texts;
        this.stored = stored;
        hidden.setId(id);
        hidden.setPromptText(prompt);
        hidden.textProperty().bindBidirectional(typed);
        open.textProperty().bindBidirectional(typed);
        open.setId(id + "-open");
        kept.setId(id + "-stored");
        kept.setEditable(false);
        kept.getStyleClass().add("mono");
        reveal.setId(id + "-reveal");
        reveal.setMinWidth(USE_PREF_SIZE);
        reveal.setOnAction(pressed -> show(reveal.isSelected()));
        pause.setOnFinished(over -> {
            reveal.setSelected(false);
            show(false);
        });
        // Nothing stays open on a page that nobody sees.
        sceneProperty().addListener((watched, before, now) -> {
            if (now == null) {
                reveal.setSelected(false);
                show(false);
            }
        });
        typed.addListener(changed -> show(reveal.isSelected()));
        var fields = new StackPane(hidden, open, kept);
        HBox.setHgrow(fields, Priority.ALWAYS);
        getStyleClass().add("row");
        getChildren().addAll(fields, reveal);
        show(false);
    }

    private void show(boolean revealed) {
        boolean old = revealed && hidden.getText().isEmpty() && !stored.get().isEmpty();
        kept.setText(old ? stored.get() : "");
        Nodes.show(hidden, !revealed);
        Nodes.show(open, revealed && !old);
        Nodes.show(kept, old);
        reveal.setText(texts.of(revealed ? "settings.hide" : "settings.reveal"));
        reveal.setGraphic((revealed ? Icons.HIDE : Icons.REVEAL).node());
        if (revealed) {
            pause.playFromStart();
        } else {
            pause.stop();
        }
    }
}
