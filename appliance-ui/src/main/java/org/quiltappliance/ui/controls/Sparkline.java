package org.quiltappliance.ui.controls;

import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/** A small chart without axes. A span that nobody measured is a gap in it ({@code control-panel.md} ME-2). */
public final class Sparkline extends Region {

    private static final double LEAST = 1;
    private static final double EDGE = 2;

    private final Path line = new Path();
    private List<OptionalDouble> values = List.of();

    /** @param values oldest first, at equal distances */
    public Sparkline(ObservableValue<List<OptionalDouble>> values) {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(80, 28);
        setPrefSize(160, 28);
        setMaxHeight(28);
        line.setManaged(false);
        line.getStyleClass().add("spark-line");
        getChildren().add(line);
        Nodes.follow(values, now -> {
            this.values = now;
            draw();
        });
        widthProperty().addListener(changed -> draw());
        heightProperty().addListener(changed -> draw());
    }

    private void draw() {
        line.getElements().clear();
        double highest =
                values.stream().flatMapToDouble(OptionalDouble::stream).max().orElse(LEAST);
        double top = Math.max(LEAST, highest);
        double step = getWidth() / Math.max(1, values.size() - 1);
        boolean joined = false;
        for (int i = 0; i < values.size(); i++) {
            OptionalDouble value = values.get(i);
            if (value.isPresent()) {
                double x = i * step;
                double y = getHeight() - EDGE - (getHeight() - 2 * EDGE) * value.getAsDouble() / top;
                line.getElements().add(joined ? new LineTo(x, y) : new MoveTo(x, y));
                if (!joined) {
                    // A single point would not be seen.
                    line.getElements().add(new LineTo(x + 0.5, y));
                }
            }
            joined = value.isPresent();
        }
    }
}
