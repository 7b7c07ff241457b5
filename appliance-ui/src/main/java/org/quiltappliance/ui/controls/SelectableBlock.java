package org.quiltappliance.ui.controls;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;

/** A text of some lines that can be selected and copied, but not changed; as high as it needs to be. */
public final class SelectableBlock extends TextArea {

    /** Rounding must not hide a line or an end of one: the skin has a little less room for the text than it asks for. */
    private static final double SPARE = 2;

    private final Text measure = new Text();

    public SelectableBlock(ObservableValue<String> text, String... styles) {
        textProperty().bind(text);
        setEditable(false);
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        setMaxHeight(USE_PREF_SIZE);
        setMaxWidth(Double.MAX_VALUE);
        setMinWidth(0);
        setPrefWidth(0);
        getStyleClass().add("selectable-block");
        getStyleClass().addAll(styles);
        measure.fontProperty().bind(fontProperty());
        measure.textProperty().bind(text);
        Nodes.follow(text, now -> requestLayout());
        addEventFilter(KeyEvent.KEY_PRESSED, this::leave);
    }

    /** The key goes on to the next control, as it does from all that cannot be typed into. */
    private void leave(KeyEvent pressed) {
        if (pressed.getCode() == KeyCode.TAB && !pressed.isControlDown()) {
            pressed.consume();
            fireEvent(new KeyEvent(
                    this,
                    this,
                    KeyEvent.KEY_PRESSED,
                    "\t",
                    "\t",
                    KeyCode.TAB,
                    pressed.isShiftDown(),
                    true,
                    false,
                    false));
        }
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        double sides = snappedLeftInset() + snappedRightInset();
        measure.setWrappingWidth(width < 0 ? 0 : Math.max(1, width - sides - 2 * SPARE));
        return Math.ceil(measure.getLayoutBounds().getHeight()) + snappedTopInset() + snappedBottomInset() + SPARE;
    }
}
