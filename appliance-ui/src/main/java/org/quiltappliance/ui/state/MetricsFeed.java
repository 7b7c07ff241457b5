package org.quiltappliance.ui.state;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.lifecycle.Lifecycle.Subscription;
import org.quiltappliance.server.monitoring.MetricsReading;

/**
 * The figures of the appliance, twice a second while somebody looks and not at all otherwise ({@code control-panel.md}
 * UI-T3, ME-4).
 */
public final class MetricsFeed {

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Calls with readings until it is closed; see {@code ApplianceService.watchMetrics}. */
    @FunctionalInterface
    public interface Source {
        Subscription watch(Consumer<MetricsReading> watcher, Duration pause);
    }

    private final Source source;
    private final Executor fxThread;
    private final ReadOnlyObjectWrapper<Optional<MetricsReading>> reading =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final AtomicReference<@Nullable MetricsReading> newest = new AtomicReference<>();
    private @Nullable Subscription watching;

    /** @param fxThread runs what it is given on the JavaFX thread, in order */
    public MetricsFeed(Source source, Executor fxThread) {
        this.source = source;
        this.fxThread = fxThread;
    }

    /** Whether somebody can see the window. To be called on the JavaFX thread. */
    public void setWatched(boolean seen) {
        Subscription open = watching;
        if (seen && open == null) {
            watching = source.watch(this::accept, PAUSE);
        } else if (!seen && open != null) {
            open.close();
            watching = null;
        }
    }

    private void accept(MetricsReading newer) {
        if (newest.getAndSet(newer) == null) {
            fxThread.execute(() -> reading.set(Optional.ofNullable(newest.getAndSet(null))));
        }
    }

    /** The last reading; empty before the first. */
    public ReadOnlyObjectProperty<Optional<MetricsReading>> readingProperty() {
        return reading.getReadOnlyProperty();
    }
}
