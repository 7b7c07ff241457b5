package org.quiltappliance.ui.shell;

import java.util.List;
import javafx.geometry.Rectangle2D;
import org.quiltappliance.server.home.WindowState.Frame;

/** Whether a window that was closed somewhere may come back there ({@code control-panel.md} UI-2). */
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

    private static double shared(double from, double to, double otherFrom, double otherTo) {
        return Math.min(to, otherTo) - Math.max(from, otherFrom);
    }
}
