package org.quiltappliance.server.tables;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Something that somebody wants of the worker, and may give up. */
final class Errand {

    /** Why a worker was killed. */
    enum Death {
        TOO_LONG,
        TOO_MUCH,
        CANCELLED,
        CLOSED
    }

    private final AtomicReference<@Nullable Death> death = new AtomicReference<>();
    private @Nullable WorkerProcess worker;

    /** From now on a {@link #stop} kills that worker. @return whether nobody stopped it before */
    synchronized boolean begin(WorkerProcess doing) {
        worker = doing;
        return death.get() == null;
    }

    /** From now on a {@link #stop} comes too late. */
    synchronized void end() {
        worker = null;
    }

    synchronized void stop(Death why) {
        death.compareAndSet(null, why);
        if (worker != null) {
            worker.kill();
        }
    }

    @Nullable
    Death death() {
        return death.get();
    }
}
