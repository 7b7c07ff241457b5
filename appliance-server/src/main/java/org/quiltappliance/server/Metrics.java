package org.quiltappliance.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.Lifecycle.Subscription;
import org.quiltappliance.server.monitoring.ContainerReading;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.MetricsReading;
import org.quiltappliance.server.monitoring.PlaceSpace;
import org.quiltappliance.server.monitoring.Sampler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the samples that windows and charts are made of, and readings for those who ask or watch ({@code control-panel.md}
 * 17). While nobody watches it wakes every five seconds, to read a few counters; disks and containers are asked only for
 * readings, and not more often than that.
 */
final class Metrics implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Metrics.class);

    /** Between two questions to disks or to the container engine. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** After which an answer of the container engine says nothing any more. */
    private static final Duration STALE = Duration.ofSeconds(30);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);

    private final Supplier<Optional<RunPlan>> run;
    private final UnaryOperator<ApplianceConfig> present;
    private final Supplier<Home> home;
    private final DiskSpace.Gauge gauge;
    private final Sampler sampler;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor threads;
    private volatile Answer<List<PlaceSpace>> disks = Answer.none();
    private volatile Answer<List<ContainerReading>> containers = Answer.none();

    /** What somebody answered, and when. Another run has other places and containers. */
    private record Answer<T extends List<?>>(
            @Nullable RunPlan run, long nanos, @Nullable T found) {

        static <T extends List<?>> Answer<T> none() {
            return new Answer<>(null, 0, null);
        }

        boolean isYounger(Duration age, @Nullable RunPlan present) {
            return found != null && run == present && System.nanoTime() - nanos < age.toNanos();
        }
    }

    /**
     * @param run that is up, or ending
     * @param present the settings of a run, with what takes effect at once as it is now
     * @param home of the appliance
     */
    Metrics(
            Supplier<Optional<RunPlan>> run,
            UnaryOperator<ApplianceConfig> present,
            Supplier<Home> home,
            DiskSpace.Gauge gauge,
            Clock clock) {
        this.run = run;
        this.present = present;
        this.home = home;
        this.gauge = gauge;
        sampler = new Sampler(clock);
        // Two: samples go on while an engine thinks.
        threads = new ScheduledThreadPoolExecutor(2, work -> {
            var thread = new Thread(work, "metrics");
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
    }

    /** Samples from now on. */
    void start() {
        try {
            threads.schedule(this::beat, sampler.untilNext().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            log.debug("No more samples are taken.", closed);
        }
    }

    private void beat() {
        try {
            sampler.sample(run.get().flatMap(RunPlan::meters));
        } catch (RuntimeException failed) { // the outermost loop of this thread
            log.warn("The figures could not be sampled; they will be next time", failed);
        } finally {
            start();
        }
    }

    /** How things are; containers as far as the engine has answered already. */
    MetricsReading reading() {
        Optional<RunPlan> present = run.get();
        askContainersSoon(present);
        return reading(present);
    }

    /** As {@link #reading()}, after asking the engine, which may take seconds. */
    MetricsReading thoroughReading() {
        Optional<RunPlan> present = run.get();
        present.ifPresent(this::askContainers);
        return reading(present);
    }

    private MetricsReading reading(Optional<RunPlan> present) {
        return sampler.reading(present.flatMap(RunPlan::meters), disks(present), containers(present));
    }

    /** Calls at once and then again and again; the last call may still be under way when this is closed. */
    Subscription watch(Consumer<MetricsReading> watcher, Duration pause) {
        long millis = Math.max(pause.toMillis(), SHORTEST_PAUSE.toMillis());
        var watching = threads.scheduleWithFixedDelay(() -> tell(watcher), 0, millis, TimeUnit.MILLISECONDS);
        return () -> watching.cancel(false);
    }

    private void tell(Consumer<MetricsReading> watcher) {
        try {
            watcher.accept(reading());
        } catch (RuntimeException failed) { // the outermost loop of this thread
            log.warn("The figures could not be shown; they will be next time", failed);
        }
    }

    private void askContainersSoon(Optional<RunPlan> present) {
        if (present.isEmpty() || containers.isYounger(FRESH, present.get()) || !asking.compareAndSet(false, true)) {
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    askContainers(present.get());
                } finally {
                    asking.set(false);
                }
            });
        } catch (RejectedExecutionException closed) {
            log.debug("No engine is asked any more.", closed);
        }
    }

    private void askContainers(RunPlan present) {
        List<ContainerReading> found = List.of();
        try {
            found = present.containers();
        } catch (EngineException silent) {
            log.debug("The engine does not say how the containers are", silent);
        }
        containers = new Answer<>(present, System.nanoTime(), found);
    }

    private List<ContainerReading> containers(Optional<RunPlan> present) {
        var known = containers;
        return known.found() != null && known.isYounger(STALE, present.orElse(null)) ? known.found() : List.of();
    }

    private List<PlaceSpace> disks(Optional<RunPlan> present) {
        var known = disks;
        if (known.found() != null && known.isYounger(FRESH, present.orElse(null))) {
            return known.found();
        }
        var measured = measured(present.map(RunPlan::config).map(this.present));
        disks = new Answer<>(present.orElse(null), System.nanoTime(), measured);
        return measured;
    }

    private List<PlaceSpace> measured(Optional<ApplianceConfig> config) {
        var all = new ArrayList<PlaceSpace>();
        measure("home", home.get().folder(), all);
        config.ifPresent(known -> {
            if (known.objects().store() instanceof StoreConfig.Folder folder) {
                measure("objects", folder.folder(), all);
            }
            measure("backups", known.backup().folder(), all);
        });
        return List.copyOf(all);
    }

    private void measure(String place, Path folder, List<PlaceSpace> to) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            to.add(new PlaceSpace(place, folder, gauge.of(folder)));
        } catch (IOException unknown) {
            log.debug("The disk of {} cannot be measured", folder, unknown);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
