package org.quiltappliance.ui.state;

import java.time.Duration;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Whether content that has not been there yet is on its way, and for so long that people want to see that ({@code
 * control-panel.md} UI-8). What only comes anew is not of its kind: the former stays until then. For the JavaFX thread.
 */
public final class Loading {

    /** What comes sooner than that needs nothing in its place, which would only flicker. */
    public static final Duration PATIENCE = Duration.ofMillis(300);

    private final Tasks tasks;
    private final ReadOnlyBooleanWrapper underWay = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper slow = new ReadOnlyBooleanWrapper();
    private Tasks.@Nullable Running pause;
    private boolean known;

    /** Nothing is on its way at first. */
    public Loading(Tasks tasks) {
        this.tasks = tasks;
    }

    /** Content is on its way, if it was not already and never came. */
    public void begin() {
        if (!underWay.get() && !known) {
            underWay.set(true);
            pause = tasks.after(PATIENCE, () -> slow.set(underWay.get()));
        }
    }

    /** It is there, and stays until it comes anew. */
    public void came() {
        known = true;
        end();
    }

    /** It will not come, or may be thrown away again. */
    public void end() {
        Tasks.Running open = pause;
        if (open != null) {
            open.cancel();
        }
        underWay.set(false);
        slow.set(false);
    }

    /** Whether nothing can be said of the content yet, not even that there is none. */
    public ReadOnlyBooleanProperty underWayProperty() {
        return underWay.getReadOnlyProperty();
    }

    /** Whether that has been so for longer than {@link #PATIENCE}. */
    public ReadOnlyBooleanProperty slowProperty() {
        return slow.getReadOnlyProperty();
    }
}
