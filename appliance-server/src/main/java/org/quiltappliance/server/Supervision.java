package org.quiltappliance.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.quiltappliance.server.containers.Container;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.Role;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings containers back that ended by themselves ({@code control-panel.md} LC-3): with growing pauses, and not for ever.
 * A container that came back may have another address, which the registry is told. Asked by the watches as long as a part
 * is silent.
 */
final class Supervision {

    /** In {@link #MEMORY}; more would not help. */
    static final int MOST_STARTS = 5;

    private static final Logger log = LoggerFactory.getLogger(Supervision.class);

    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration END = Duration.ofSeconds(5);

    private final Backing backing;
    private final Registry registry;
    private final Map<Role, Attempts> attempts = new EnumMap<>(Role.class);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        var made = new Thread(work, "supervision");
        made.setDaemon(true);
        return made;
    });

    /** What was tried for one container. */
    private static final class Attempts {
        final Deque<Long> starts = new ArrayDeque<>();
        int startsOfRun;
        Duration pause = FIRST_PAUSE;
        long next = System.nanoTime();
        boolean atWork;
        boolean asked;
        long lastAsked;
    }

    Supervision(Backing backing, Registry registry) {
        this.backing = backing;
        this.registry = registry;
        for (Role role : Role.values()) {
            attempts.put(role, new Attempts());
        }
    }

    /**
     * Tries, unless that is going on or was a moment ago. Once is chance: only who asks again soon is listened to. Returns
     * at once.
     */
    synchronized void bringBack(Role role) {
        Attempts tried = tried(role);
        long now = System.nanoTime();
        boolean again = tried.asked && now - tried.lastAsked < SOON.toNanos();
        tried.asked = true;
        tried.lastAsked = now;
        if (!again || tried.atWork || System.nanoTime() - tried.next < 0 || isGivenUp(role)) {
            return;
        }
        tried.atWork = true;
        try {
            thread.execute(() -> tryOnce(role));
        } catch (RejectedExecutionException ended) {
            log.debug("The run is over; {} stays as it is.", role);
        }
    }

    /** Whether it ended so often that it is left alone for a while. */
    synchronized boolean isGivenUp(Role role) {
        Deque<Long> starts = tried(role).starts;
        while (!starts.isEmpty() && System.nanoTime() - starts.peek() > MEMORY.toNanos()) {
            starts.poll();
        }
        return starts.size() >= MOST_STARTS;
    }

    /** Ends it and starts it once more, because somebody wants that. */
    void restart(Role role) throws InterruptedException {
        Future<Role> done = thread.submit(() -> {
            backing.services().startAnew(role);
            move(role);
            return role;
        });
        try {
            log.info("{} was started once more on request.", done.get().component());
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(failed.getCause());
        }
    }

    /** How often it was started again. */
    synchronized int starts(Role role) {
        return tried(role).startsOfRun;
    }

    private Attempts tried(Role role) {
        Attempts known = attempts.get(role);
        if (known == null) {
            throw new IllegalArgumentException("No such role: " + role);
        }
        return known;
    }

    private void tryOnce(Role role) {
        boolean good = false;
        try {
            start(role);
            move(role);
            good = true;
        } catch (ProblemException | EngineException notYet) {
            log.info("{} is not back yet: {}", role.component(), notYet.getMessage());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) { // the outermost loop of this thread: the next try may go better
            log.warn("{} could not be brought back", role.component(), failed);
        } finally {
            done(role, good);
        }
    }

    private void start(Role role) throws InterruptedException {
        String name = backing.container(role).orElseThrow();
        boolean runs =
                backing.runtime().container(name).filter(Container::isRunning).isPresent();
        if (!runs) {
            synchronized (this) {
                tried(role).starts.add(System.nanoTime());
                tried(role).startsOfRun++;
            }
            log.info("{} has ended and is started again.", role.component());
            backing.services().restart(role);
        }
    }

    private void move(Role role) throws InterruptedException {
        switch (role) {
            case POSTGRES -> registry.moveDatabase(backing.awaitDatabase(detail -> {}));
            case STORE -> registry.moveStore(backing.awaitStore(detail -> {}));
        }
    }

    private synchronized void done(Role role, boolean good) {
        Attempts tried = tried(role);
        tried.atWork = false;
        tried.pause = good
                ? FIRST_PAUSE
                : tried.pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                        ? LONGEST_PAUSE
                        : tried.pause.multipliedBy(2);
        tried.next = System.nanoTime() + tried.pause.toNanos();
    }

    /** Does something with the containers while nothing else is done with them, and waits for it. */
    <T> T meanwhile(Callable<T> work) throws InterruptedException {
        try {
            return thread.submit(work).get();
        } catch (RejectedExecutionException ended) {
            throw new Unavailable("The registry is stopping. Try again when that is done.", ended);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failed.getCause() instanceof InterruptedException) {
                throw new Unavailable("The registry stopped before this was done.", failed);
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** Gives up what is under way. */
    void end() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
            log.warn("A container was still being brought back when the run ended.");
        }
    }
}
