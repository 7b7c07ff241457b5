package org.quiltappliance.server.backup;

import java.util.concurrent.CancellationException;
import org.quiltappliance.server.backup.BackupProgress.Phase;

/** A long piece of work on the thread that does it: tells its progress, keeps its pace, and ends when interrupted. */
final class Work {

    private final BackupProgress progress;
    private final Pace pace;

    Work(BackupProgress progress, Pace pace) {
        this.progress = progress;
        this.pace = pace;
    }

    Work(BackupProgress progress) {
        this(progress, Pace.UNLIMITED);
    }

    void begin(Phase phase, long items, long bytes) {
        check();
        progress.begin(phase, items, bytes);
    }

    /** @throws CancellationException when the thread was interrupted */
    void advance(long items, long bytes) {
        check();
        progress.advance(items, bytes);
        pace.take(bytes);
    }

    /** @throws CancellationException when the thread was interrupted */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled();
        }
    }

    /** What to throw for a failure: when the thread was interrupted, the failure is most likely a result of that. */
    static RuntimeException failure(RuntimeException failed) {
        if (!Thread.currentThread().isInterrupted() || failed instanceof CancellationException) {
            return failed;
        }
        var cancelled = cancelled();
        cancelled.initCause(failed);
        return cancelled;
    }

    /** Undoes something, whether the thread was interrupted or not: files are closed to interrupted threads. */
    static void undo(RuntimeException failed, Runnable undo) {
        boolean interrupted = Thread.interrupted();
        try {
            undo.run();
        } catch (RuntimeException left) {
            failed.addSuppressed(left);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static CancellationException cancelled() {
        return new CancellationException("The work was cancelled.");
    }
}
