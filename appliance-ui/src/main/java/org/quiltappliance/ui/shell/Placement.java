package org.quiltappliance.ui.shell;

import java.util.Comparator;
import java.util.List;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import org.quiltappliance.server.home.WindowState.Frame;

/** Where a window may be, and how large ({@code control-panel.md} UI-1, UI-2). */
public final class Placement {

    /** As much of its top as people need to take hold of it. */
    private static final double HOLD = 100;

    private Placement() {}

    /** Whether enough of its top lies on one of the screens; these may be others than the last time. */
    public static boolean isWithinReach(Frame frame, List<Rectangle2D> screens) {
        var top = new Rectangle2D(frame.x(), frame.y(), Math.max(0, frame.width()), HOLD);
        return screens.stream()
                .anyMatch(screen -> shared(top.getMinX(), top.getMaxX(), screen.getMinX(), screen.getMaxX()) >= HOLD
                        && shared(top.getMinY(), top.getMaxY(), screen.getMinY(), screen.getMaxY()) >= HOLD);
    }

    /** The screen that most of a window lies on. */
    public static Rectangle2D screenOf(Frame frame, List<Rectangle2D> screens) {
        return screens.stream()
                .max(Comparator.comparingDouble(screen -> sharedArea(frame, screen)))
                .orElseThrow();
    }

    private static double sharedArea(Frame frame, Rectangle2D screen) {
        double width = shared(frame.x(), frame.x() + frame.width(), screen.getMinX(), screen.getMaxX());
        double height = shared(frame.y(), frame.y() + frame.height(), screen.getMinY(), screen.getMaxY());
        return Math.max(0, width) * Math.max(0, height);
    }

    /** That size, or what the screen has room for: one of 1920 by 1080 pixels at 200 % is 960 by 540. */
    public static Dimension2D fitting(double width, double height, Rectangle2D screen) {
        return new Dimension2D(Math.min(width, screen.getWidth()), Math.min(height, screen.getHeight()));
    }

    private static double shared(double from, double to, double otherFrom, double otherTo) {
        return Math.min(to, otherTo) - Math.max(from, otherFrom);
    }
}
