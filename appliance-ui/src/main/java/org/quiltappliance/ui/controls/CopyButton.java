package org.quiltappliance.ui.controls;

import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.util.Duration;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** Copies a text and says so for a moment ({@code control-panel.md} UI-7). */
public final class CopyButton extends Button {

    private static final Duration SAID = Duration.seconds(1.5);

    private final Texts texts;
    private final String key;
    private final PauseTransition pause = new PauseTransition(SAID);

    /** @param text asked for at each press */
    public CopyButton(Texts texts, Supplier<String> text) {
        this(texts, text, "copy.copy");
    }

    /** @param key of the words that say what is copied */
    public CopyButton(Texts texts, Supplier<String> text, String key) {
        this.texts = texts;
        this.key = key;
        setMinWidth(USE_PREF_SIZE);
        setOnAction(pressed -> {
            Copying.copy(text.get());
            setText(texts.of("copy.done"));
            setGraphic(Icons.COPIED.node());
            pause.playFromStart();
        });
        pause.setOnFinished(over -> rest());
        rest();
    }

    private void rest() {
        setText(texts.of(key));
        setGraphic(Icons.COPY.node());
    }
}
