package org.quiltappliance.server.containers;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which containers of ours run, as soon as that changes ({@code control-panel.md} CM-3): by the engine's events, and
 * by looking every few seconds while those cannot be had. Tries for ever to hear events again. For all threads.
 */
public final class ContainerWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ContainerWatch.class);

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Hears of changes, one at a time. */
    public interface Listener {
        /** @param names of the containers of ours that run now */
        void running(Set<String> names);

        /** The engine does not answer any more. Containers may go on. */
        void engineGone(String reason);
    }

    /** Runs something later: the one scheduler of the process, or a test. */
    @FunctionalInterface
    public interface Later {
        void run(Duration delay, Runnable work);
    }

    private final ContainerRuntime runtime;
    private final String instanceId;
    private final Listener listener;
    private final Later later;

    private boolean closed;
    private boolean gone;
    private @Nullable Following following;
    private Optional<Set<String>> last = Optional.empty();
    private Duration pause = FIRST_PAUSE;

    public ContainerWatch(ContainerRuntime runtime, String instanceId, Listener listener, Later later) {
        this.runtime = runtime;
        this.instanceId = instanceId;
        this.listener = listener;
        this.later = later;
    }

    /** Begins, and tells what runs now. */
    public void start() {
        connect();
        later.run(POLL, this::poll);
    }

    private synchronized void connect() {
        if (closed) {
            return;
        }
        try {
            Following fresh = runtime.events(Labels.INSTANCE, instanceId, event -> look());
            following = fresh;
            fresh.ended().whenComplete((done, broken) -> reconnectLater(fresh));
            pause = FIRST_PAUSE;
            look();
        } catch (EngineException failed) {
            tellGone(failed);
            retry();
        }
    }

    private synchronized void reconnectLater(Following ended) {
        if (!closed && following == ended) {
            log.info("The events of the container engine ended; looking every few seconds until they are back.");
            following = null;
            retry();
        }
    }

    private void retry() {
        later.run(pause, this::connect);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }

    private synchronized void poll() {
        if (closed) {
            return;
        }
        if (following == null) {
            look();
        }
        later.run(POLL, this::poll);
    }

    private synchronized void look() {
        if (closed) {
            return;
        }
        try {
            var running = new TreeSet<String>();
            runtime.containers(Labels.INSTANCE, instanceId).stream()
                    .filter(Container::isRunning)
                    .forEach(container -> running.add(container.name()));
            if (gone || !last.equals(Optional.of(running))) {
                gone = false;
                last = Optional.of(running);
                listener.running(Set.copyOf(running));
            }
        } catch (EngineException failed) {
            tellGone(failed);
        }
    }

    private void tellGone(EngineException failed) {
        if (!gone) {
            gone = true;
            listener.engineGone(failed.text());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (following != null) {
            following.close();
            following = null;
        }
    }
}
