package org.quiltappliance.ui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.quiltappliance.server.home.WindowState;
import org.quiltappliance.server.home.WindowState.Frame;
import org.quiltappliance.ui.shell.Placement;

/** Puts a window where it was the last time, and remembers where it goes. For the JavaFX thread. */
final class WindowKeeper {

    private static final double WIDTH = 1100;
    private static final double HEIGHT = 740;
    private static final double LEAST_WIDTH = 900;
    private static final double LEAST_HEIGHT = 600;

    /** Whoever drags a window changes its place with every movement of the hand. */
    private static final Duration REST = Duration.millis(500);

    private final Stage stage;
    private final Supplier<Map<String, String>> views;
    private final PauseTransition rest = new PauseTransition(REST);
    private final InvalidationListener moved = this::moved;
    private Optional<Frame> frame = Optional.empty();

    /**
     * @param views what else is remembered
     * @param changed called a moment after the last change
     */
    WindowKeeper(Stage stage, Supplier<Map<String, String>> views, Runnable changed) {
        this.stage = stage;
        this.views = views;
        rest.setOnFinished(over -> changed.run());
    }

    /** Gives the window its place and size. To be called before it is shown. */
    void place(WindowState last) {
        frame = last.frame().filter(known -> Placement.isWithinReach(known, screens()));
        Rectangle2D screen = frame.map(known -> Placement.screenOf(known, screens()))
                .orElseGet(() -> Screen.getPrimary().getVisualBounds());
        var least = Placement.fitting(LEAST_WIDTH, LEAST_HEIGHT, screen);
        stage.setMinWidth(least.getWidth());
        stage.setMinHeight(least.getHeight());
        var size = Placement.fitting(
                frame.map(Frame::width).orElse(WIDTH), frame.map(Frame::height).orElse(HEIGHT), screen);
        stage.setWidth(size.getWidth());
        stage.setHeight(size.getHeight());
        frame.ifPresent(known -> {
            stage.setX(known.x());
            stage.setY(known.y());
        });
        stage.setMaximized(last.maximised());
        for (Observable one : watched()) {
            one.addListener(moved);
        }
    }

    private static List<Rectangle2D> screens() {
        return Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
    }

    private List<Observable> watched() {
        return List.of(
                stage.xProperty(),
                stage.yProperty(),
                stage.widthProperty(),
                stage.heightProperty(),
                stage.maximizedProperty());
    }

    private void moved(Observable what) {
        // A window that fills the screen, or lies in the task bar, goes back to the frame that it had before.
        if (stage.isShowing() && !stage.isMaximized() && !stage.isIconified()) {
            frame = Optional.of(new Frame(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()));
        }
        touched();
    }

    /** Something else that is remembered has changed. */
    void touched() {
        rest.playFromStart();
    }

    /** What the window is like now. */
    WindowState present() {
        return new WindowState(frame, stage.isMaximized(), views.get());
    }

    void close() {
        rest.stop();
        for (Observable one : watched()) {
            one.removeListener(moved);
        }
    }
}
