package org.quiltappliance.server.quilt2;

import java.util.concurrent.CancellationException;
import org.quiltappliance.server.backup.BackupProgress;

/** Tells how far an import is, and ends it when its thread is interrupted. */
final class Pulse {

    private final BackupProgress progress;

    Pulse(BackupProgress progress) {
        this.progress = progress;
    }

    void begin(BackupProgress.Phase phase, long items) {
        check();
        progress.begin(phase, items, -1);
    }

    /** @throws CancellationException when the thread was interrupted */
    void advance(long items, long bytes) {
        check();
        progress.advance(items, bytes);
    }

    /** @throws CancellationException when the thread was interrupted */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled();
        }
    }

    static CancellationException cancelled() {
        return new CancellationException("The import was cancelled.");
    }
}
