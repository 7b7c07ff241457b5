package org.quiltappliance.ui.theme;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;

/** The mark of the application: four patches of a quilt, two of them sewn of two halves. Readable from 16 pixels on. */
public final class Mark {

    private static final Color DEEP = Color.web("#0b6a6f");
    private static final Color BRIGHT = Color.web("#58c4c0");

    /** Sizes that desktops ask for, in pixels. */
    private static final List<Integer> SIZES = List.of(16, 24, 32, 48, 64, 128, 256);

    private Mark() {}

    /** @param size of each side, in pixels */
    public static Node node(double size) {
        // Whole pixels, so that the seams stay sharp in small marks.
        double seam = Math.max(1, Math.round(size / 16));
        double patch = Math.floor((size - seam) / 2);
        double far = size - patch;
        var mark = new Group(
                patch(0, 0, patch, DEEP),
                patch(far, far, patch, DEEP),
                patch(far, 0, patch, BRIGHT),
                half(far, 0, patch, true),
                patch(0, far, patch, BRIGHT),
                half(0, far, patch, false));
        mark.setMouseTransparent(true);
        return mark;
    }

    private static Rectangle patch(double x, double y, double side, Color colour) {
        var patch = new Rectangle(x, y, side, side);
        patch.setFill(colour);
        patch.setArcWidth(side / 4);
        patch.setArcHeight(side / 4);
        return patch;
    }

    /** The half of a patch that turns to the middle of the mark, or away from it. */
    private static Polygon half(double x, double y, double side, boolean lower) {
        var half = lower
                ? new Polygon(x, y, x + side, y + side, x, y + side)
                : new Polygon(x, y, x + side, y, x + side, y + side);
        half.setFill(DEEP);
        half.setClip(patch(x, y, side, DEEP));
        return half;
    }

    /** The mark in all sizes, for the window. To be called on the JavaFX thread. */
    public static List<Image> images() {
        return SIZES.stream().map(Mark::image).toList();
    }

    private static Image image(int size) {
        var parameters = new SnapshotParameters();
        parameters.setFill(Color.TRANSPARENT);
        var frame = new Rectangle(size, size, Color.TRANSPARENT);
        return new Group(Stream.of(frame, node(size)).toList()).snapshot(parameters, null);
    }
}
