package org.quiltappliance.ui.state;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;

/**
 * The appliance as the window sees it: one property, changed on the JavaFX thread alone ({@code control-panel.md} UI-T3).
 * However many snapshots arrive meanwhile, only the newest is shown, and none while nobody looks.
 */
public final class ApplianceStatus {

    private final Executor fxThread;
    private final ReadOnlyObjectWrapper<ApplianceSnapshot> snapshot;
    private final AtomicReference<@Nullable ApplianceSnapshot> newest = new AtomicReference<>();
    private boolean watched = true;

    /** @param fxThread runs what it is given on the JavaFX thread, in order */
    public ApplianceStatus(ApplianceSnapshot first, Executor fxThread) {
        this.fxThread = fxThread;
        snapshot = new ReadOnlyObjectWrapper<>(first);
    }

    /** Takes a newer snapshot, on any thread. */
    public void accept(ApplianceSnapshot newer) {
        if (newest.getAndSet(newer) == null) {
            fxThread.execute(this::show);
        }
    }

    /** Whether somebody can see the window. To be called on the JavaFX thread. */
    public void setWatched(boolean seen) {
        watched = seen;
        show();
    }

    private void show() {
        if (watched) {
            ApplianceSnapshot latest = newest.getAndSet(null);
            if (latest != null) {
                snapshot.set(latest);
            }
        }
    }

    /** The newest snapshot. */
    public ReadOnlyObjectProperty<ApplianceSnapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    /** What {@link #snapshotProperty()} holds. */
    public ApplianceSnapshot snapshot() {
        return snapshot.get();
    }
}
