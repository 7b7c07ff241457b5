package org.quiltappliance.ui.state;

import java.time.Clock;
import java.time.Instant;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Duration;

/** The present time, once a second while somebody looks at the window ({@code control-panel.md} ME-4). */
public final class Ticker {

    private final ReadOnlyObjectWrapper<Instant> now;
    private final Timeline timeline;

    public Ticker(Clock clock) {
        now = new ReadOnlyObjectWrapper<>(clock.instant());
        timeline = new Timeline(new KeyFrame(Duration.seconds(1), tick -> now.set(clock.instant())));
        timeline.setCycleCount(Timeline.INDEFINITE);
    }

    /** Whether time goes on. */
    public void setRunning(boolean seen) {
        if (seen) {
            timeline.play();
        } else {
            timeline.stop();
        }
    }

    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }
}
