package org.quiltappliance.ui.gallery;

import javafx.scene.paint.Color;

/** How well two colours can be told apart, as the guidelines for accessible web content (WCAG 2.2, 1.4.3) define it. */
final class Contrast {

    private Contrast() {}

    /** From 1, for equal ones, to 21, for black and white. */
    static double between(Color one, Color other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    /** What is seen when the first lies over the second, which is opaque. */
    static Color over(Color above, Color below) {
        return below.interpolate(Color.color(above.getRed(), above.getGreen(), above.getBlue()), above.getOpacity());
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
